/** A change as `hormesis detect` reads it. Times in ms: `t` by the sender's clock, `at` of arrival; exposure in percent. */
export type ChangeLine = {
  t: number;
  at: number;
  change: { id: string; service: string; kind: string; exposure: number };
};

/**
 * What one cohort did in the second that ended at `t`. Cohort: `control`, or change ids joined by `+`. `le` maps an upper
 * bound in ms to how many requests took at most that long.
 */
export type WindowLine = {
  t: number;
  at: number;
  service: string;
  environment: string;
  cohort: string;
  metric: string;
  total: number;
  bad: number;
  latency?: { count: number; sumMs: number; le: Record<string, number> };
};

export type Line = ChangeLine | WindowLine;

/** A statement that something got worse; `t` is the `at` of the line that decided it. */
export type AnomalyLine = {
  t: number;
  anomaly: {
    service: string;
    metric: string;
    changeId?: string;
    onset: number;
    method: string;
    evidence: Readonly<Record<string, unknown>>;
  };
};

export function isChange(line: Line): line is ChangeLine {
  return 'change' in line;
}
