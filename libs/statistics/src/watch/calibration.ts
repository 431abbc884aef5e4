/**
 * What was measured on healthy traffic, where theory is only a bound (docs/explanation/detection.md has the figures).
 */
export const calibration = {
  /** Nominal thresholds are conservative: this many times the nominal chance gives the stated rate of false alarms. */
  anchored: 4,
  cusum: 6,
  /** Without a control nothing vouches for the past. */
  own: 1.5,
  /** Nats that exposed against control must say before the past is believed; more while all seem to suffer. */
  witness: 2.5,
  /** The same at the step of a change, where an outage may begin as well. */
  witnessAtAnchor: 2.5,
  /** Nats for a control that is as calm as ever. */
  calm: 3.5,
  /** Latency says much in each window, so it can afford to wait for a clearer witness. */
  witnessOfLatency: 4,
  witnessInDoubt: 5,
  /** The past counts as this many bad events, or windows of latency, against the last half minute of the control. */
  trust: 8,
  trustedWindows: 10,
  /** Part of the budget of a group that goes to those who have no change. */
  ownShare: 0.15,
};
