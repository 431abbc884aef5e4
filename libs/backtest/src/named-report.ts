import type { BacktestReport } from '@hormesis/events/learning';

/** The report on one rule or policy, with pictures of the incidents that it was measured by. */
export type NamedReport = { rule: string; report: BacktestReport; pictures: readonly Picture[] };

/** What was measured around an incident, and where the rule would have fired. Times of points: milliseconds since 1970. */
export type Picture = {
  incident: string | null;
  metric: string;
  cohort: string;
  points: readonly { t: number; value: number | null }[];
  threshold: number | null;
  onset: string | null;
  detectedAt: string | null;
  firedAt: string | null;
  endedAt: string | null;
};
