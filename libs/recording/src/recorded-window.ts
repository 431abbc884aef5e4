/** One signal window with the moment at which it became known. */
export type RecordedWindow = {
  service: string;
  environment: string;
  metric: string;
  cohort: string;
  /** Milliseconds since 1970. */
  start: number;
  durationMs: number;
  total: number;
  bad: number;
  latency?: { count: number; sumMs: number; le: Readonly<Record<string, number>> } | undefined;
  /** `recordedtime` of its event, else its `time`; milliseconds since 1970. */
  seenAt: number;
};
