import { poissonBound } from '../alert/poisson-bound.js';
import { measuredOnset } from '../case/measured-onset.js';
import { countsOf, shareOf } from '../case/signal-measure.js';
import { endOf } from '../case/signal-window.js';
import type { Lesson } from '../lesson.js';

/** At what share of bad requests a ramp should stop, and how many requests it takes to tell it from chance. */
export type WorstRatio = { worstRatio: number; minRequests: number };

/** Where between the normal and the incident, by their logarithms. */
const height = 0.65;
/** The incident must stand out so many times. */
const clearly = 3;
/** How often chance alone may stop a step. */
const chance = 1e-4;
const requests = { fewest: 20, most: 2_000 };

/** Between the normal and the incident; absent: the record shows no clear difference. */
export function worstRatio({ incident }: Lesson): WorstRatio | undefined {
  const metric = incident.anomaly?.data.metric;
  if (metric === undefined) return undefined;
  const measure = { kind: 'bad', metric } as const;
  const onset = measuredOnset(incident);
  const end = incident.endedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(incident.endedAt);
  const own = incident.windows.filter((window) => window.metric === metric);
  const before = own.filter((window) => endOf(window) <= onset);
  const during = own.filter((window) => endOf(window) > onset && Date.parse(window.start) < end);
  if (before.length < 5 || during.length === 0) return undefined;
  const seen = before.reduce((sum, window) => sum + countsOf(window, measure).total, 0);
  const usual = Math.max(shareOf(before, measure), 3 / Math.max(1, seen));
  const cohorts = [...new Set(during.map(({ cohort }) => cohort))];
  const shares = cohorts.map((cohort) =>
    shareOf(
      during.filter((window) => window.cohort === cohort),
      measure,
    ),
  );
  const worst = Math.max(...shares);
  if (worst < clearly * usual) return undefined;
  const ratio = Number((usual ** (1 - height) * worst ** height).toPrecision(2));
  return { worstRatio: ratio, minRequests: enoughRequests(usual, ratio) };
}

/** So many requests that chance, by the normal’s share, hardly ever reaches the ratio among them. */
function enoughRequests(usual: number, ratio: number): number {
  let count = requests.fewest;
  while (count < requests.most && poissonBound(usual * count, chance) > ratio * count) count += 5;
  return count;
}
