/**
 * What was measured on healthy traffic, where theory is only a bound (docs/explanation/detection.md has the figures).
 */
export const calibration = {
  /** Nominal thresholds are conservative: so many times the nominal chance gives the stated rate of false alarms. */
  earned: {
    witnessedAnchored: 4,
    witnessedCusum: 16,
    anchored: 1.5,
    cusum: 4,
    /** Without a control nothing vouches for the past. */
    alone: 1.5,
  },
  /** Nats that exposed against control must say before the past is believed; more while all seem to suffer. */
  witness: 3,
  /** The same at the step of a change, where an outage may begin as well. */
  witnessAtAnchor: 2.8,
  /** Nats for a control that is as calm as ever. */
  calm: 4,
  /** Latency says much in each window, so it can afford to wait for a clearer witness. */
  witnessOfLatency: 5,
  witnessInDoubt: 5,
  /** While there is clearly more traffic than usual. */
  witnessInSurge: 7,
  /** Standard errors by which the known rate is taken higher than it was seen, beside a control. */
  caution: 1.2,
  /** The past counts as this many bad events, or windows of latency, against the last half minute of the control. */
  trust: 8,
  trustedWindows: 10,
  /** Part of the budget of a group that goes to those who have no change. */
  ownShare: 0.15,
};
