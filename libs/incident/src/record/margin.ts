/**
 * What fires so long before an incident’s onset, or after its end, still is about it, milliseconds: onsets are estimates,
 * rates lag, and an incident is opened some time after a guard fired. `read.fired_rightly` has it in SQL.
 */
export const marginMs = 10 * 60_000;
