import type { Case, CaseChange, CaseSeries } from './case.js';

/** The case without anything later than its alert, and in an order of its own: how it arrived must not matter. */
export function asOfAlert(given: Case): Case {
  const { t } = given;
  const changes = given.changes
    .filter(({ start, steps }) => Math.min(start, ...steps.map((step) => step.start)) <= t)
    .map((change) => begun(change, t))
    .sort((a, b) => compare(a.id, b.id));
  const series = given.series
    .map((one) => ({ ...one, points: one.points.filter((point) => point.t <= t).sort((a, b) => a.t - b.t) }))
    .filter(({ points }) => points.length > 0)
    .sort((a, b) => compare(nameOf(a), nameOf(b)));
  const edges = [...given.edges].sort((a, b) => compare(`${a.from}\n${a.to}`, `${b.from}\n${b.to}`));
  return { ...given, changes, series, edges };
}

function begun(change: CaseChange, t: number): CaseChange {
  const steps = change.steps
    .filter(({ start }) => start <= t)
    .map((step) => (step.end !== null && step.end > t ? { ...step, end: null } : step))
    .sort((a, b) => a.start - b.start);
  return { ...change, steps };
}

function nameOf({ pod, service, version, from, to }: CaseSeries): string {
  return [service, pod, version, from, to].join('\n');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
