import type { Alarm, Change } from '@hormesis/change';
import type { Case, CasePoint } from '../case/case.js';
import { evidenceOf } from '../ranking/scene-of.js';
import { weights } from '../ranking/weights.js';
import type { CohortWindow } from './cohort-window.js';

/** What windows by cohort say of one change. */
export type Compared = { terms: Readonly<Record<string, number>>; told: readonly string[] };

/** Windows are gathered to so long (ms): the ranking is made for a few points a minute. */
const GATHERED_MS = 10_000;

const nothing: Compared = { terms: {}, told: [] };

/** Users with a change against those without, by the same comparison that a case gets. */
export function compareWindows(
  change: Change,
  { service, onset }: Alarm,
  windows: readonly CohortWindow[],
  now: Date,
): Compared {
  const here = windows.filter((window) => window.service === (change.service ?? service) && window.total > 0);
  const withIt = here.filter((window) => isExposed(window.cohort, change));
  const without = here.filter((window) => !isExposed(window.cohort, change) && window.cohort !== 'all');
  if (withIt.length === 0 || without.length === 0) return nothing;
  const start = Date.parse(change.at);
  const kind = change.kind;
  const given: Case = {
    t: now.getTime(),
    alert: { service },
    onset: Date.parse(onset),
    changes: [
      { id: change.eventId, service: change.service ?? service, kind, start, replicas: null, steps: [] },
    ],
    edges: [],
    series: [
      {
        ...pod,
        pod: 'exposed',
        service: change.service ?? service,
        version: 'new',
        points: gathered(withIt),
      },
      {
        ...pod,
        pod: 'control',
        service: change.service ?? service,
        version: 'old',
        points: gathered(without),
      },
    ].map((series) => ({ ...series, to: series.service })),
  };
  const terms = evidenceOf(given).looked[0]?.terms;
  if (!terms) return nothing;
  const { contrastIn, calm, alike } = terms;
  return {
    terms: {
      contrastIn: contrastIn * (weights.change.contrastIn + weights.change.contrastNear),
      calm: calm * weights.change.calm,
      alike: alike * weights.change.alike,
    },
    told: [
      ...(contrastIn > 0.5 ? ['those who have it fare worse than those who do not'] : []),
      ...(calm > 0.5 ? ['those who have it fare no worse than those who do not'] : []),
    ],
  };
}

const pod = { from: 'users' };

function isExposed(cohort: string, { eventId, version, flag }: Change): boolean {
  return cohort
    .split('+')
    .some(
      (part) =>
        part === eventId ||
        (version !== undefined && part === `version:${version}`) ||
        (flag !== undefined && (part === `flag:${flag}` || part.startsWith(`flag:${flag}=`))),
    );
}

function gathered(windows: readonly CohortWindow[]): CasePoint[] {
  const slots = new Map<number, { total: number; bad: number; latency: number; timed: number }>();
  for (const { end, total, bad, latencyMs } of windows) {
    const slot = Math.floor(end / GATHERED_MS);
    const sum = slots.get(slot) ?? { total: 0, bad: 0, latency: 0, timed: 0 };
    const timed = latencyMs === undefined ? 0 : total;
    slots.set(slot, {
      total: sum.total + total,
      bad: sum.bad + bad,
      latency: sum.latency + (latencyMs ?? 0) * timed,
      timed: sum.timed + timed,
    });
  }
  return [...slots].map(([slot, { total, bad, latency, timed }]) => ({
    t: slot * GATHERED_MS,
    success: 1 - bad / total,
    latencyMs: timed > 0 ? latency / timed : null,
    cpu: null,
    memory: null,
  }));
}
