/** One part of a roll-out: so many replicas have the new version at its `end`; `null` while it runs. Times in ms. */
export type CaseStep = { start: number; end: number | null; replicas: number | null };

/** A change that is under way or done. Times in milliseconds. */
export type CaseChange = {
  id: string;
  service: string;
  /** `deployment`, `flag`, `config`, or what the sender calls it. */
  kind: string;
  start: number;
  /** How many replicas the service has. */
  replicas: number | null;
  steps: readonly CaseStep[];
};

export type CaseEdge = { from: string; to: string };

/** What one pod saw of its calls in one step of time; `null`: not measured. */
export type CasePoint = {
  t: number;
  success: number | null;
  latencyMs: number | null;
  cpu: number | null;
  memory: number | null;
};

/** Calls `from` → `to` as seen at a pod of `service`. */
export type CaseSeries = {
  pod: string;
  service: string;
  version: string | null;
  from: string | null;
  to: string | null;
  points: readonly CasePoint[];
};

/** All that is known when an alert is raised: what changed, who calls whom, and what was measured. */
export type Case = {
  /** The time of the alert, milliseconds; nothing later counts. */
  t: number;
  /** The service that the alert names, if it names one. */
  alert?: { service: string };
  /** When it began, if the sender knows it; else it is estimated. */
  onset?: number;
  changes: readonly CaseChange[];
  edges: readonly CaseEdge[];
  series: readonly CaseSeries[];
};
