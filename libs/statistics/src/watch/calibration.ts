/**
 * What was measured on healthy traffic, where theory is only a bound (docs/explanation/detection.md has the figures).
 */
export const calibration = {
  /** Nominal thresholds are conservative: this many times the nominal chance gives the stated rate of false alarms. */
  anchored: 3,
  cusum: 5,
  /** Without a control nothing vouches for the past. */
  own: 3,
  /** Nats that exposed against control must say before the past is believed; more while all seem to suffer. */
  witness: 2.5,
  witnessInDoubt: 5,
  /** Part of the budget of a group that goes to those who have no change. */
  ownShare: 0.15,
};
