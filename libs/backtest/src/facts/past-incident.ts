/** An incident as the log tells it. Times are milliseconds since 1970. */
export type PastIncident = {
  id: string;
  service: string;
  environment: string;
  /** Whether anything but guards says that it was an incident: a false alarm of a guard excuses nothing that fires in it. */
  confirmed: boolean;
  /** Names the class of failure; `null`: it was never assembled to a case. */
  fingerprint: string | null;
  /** What got worse; `null`: not on record. */
  metric: string | null;
  onset: number;
  detectedAt: number;
  /** When what harmed was taken back; `null`: nothing on record says so. */
  stoppedAt: number | null;
  /** When it was over; `null`: it is not. */
  endedAt: number | null;
  /** Event id of the change that it is attributed to, and when that began. */
  change: { id: string; at: number } | null;
  /** As its case measured it; `null`: it did not. */
  exposedUserSeconds: number | null;
  /** Failing requests that were recorded with it. */
  requests: readonly RecordedRequest[];
};

export type RecordedRequest = { method: string; path: string };

/** When users stopped being harmed: it was taken back, else it was over, else as far as the record goes. */
export function stopOf({ stoppedAt, endedAt }: PastIncident, recordEnds: number): number {
  return stoppedAt ?? endedAt ?? recordEnds;
}
