/** One signal window with the moment at which it became known. */
export type RecordedWindow = {
  service: string;
  environment: string;
  metric: string;
  cohort: string;
  /** Who measured it. The same window of the same source counts once. */
  source?: string | undefined;
  /** Milliseconds since 1970. */
  start: number;
  durationMs: number;
  total: number;
  bad: number;
  latency?: RecordedLatency | undefined;
  /** `recordedtime` of its event, else its `time`; milliseconds since 1970. */
  seenAt: number;
};

/** How long the requests of a window took. `le`: how many took at most so many milliseconds, `+Inf` may be among them. */
export type RecordedLatency = { count: number; sumMs: number; le: Readonly<Record<string, number>> };

/** What the windows of one series have in common. */
export type SeriesPlace = Pick<RecordedWindow, 'service' | 'environment' | 'metric' | 'cohort'>;
