/** What was counted of one cohort of a service’s users in one span of time. */
export type CohortWindow = {
  service: string;
  /** `control`, `all`, or parts joined by `+`: ids of change events, `version:…`, `flag:…`, `pod:…`. */
  cohort: string;
  /** When it ended, milliseconds. */
  end: number;
  total: number;
  bad: number;
  /** Mean latency, where it was measured. */
  latencyMs?: number;
};
