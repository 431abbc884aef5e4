/** Latency of the requests of a window: how many, their sum, and how many took at most each bound (milliseconds). */
export type LatencyWindow = {
  count: number;
  sumMs?: number | undefined;
  /** Upper bound in ms → cumulative count, as Prometheus has it; `Infinity` or `+Inf` may be the last bound. */
  le?: Readonly<Record<string, number>> | undefined;
};
