import { geometricMiddle } from '../alert/geometric-middle.js';
import { countsOf, shareOf } from '../case/signal-measure.js';
import { endOf } from '../case/signal-window.js';
import type { Lesson } from '../lesson.js';

/** The share of bad requests above which a ramp should stop: between the normal and the incident; absent: no clear one. */
export function worstRatio({ incident }: Lesson): number | undefined {
  const metric = incident.anomaly?.data.metric;
  if (metric === undefined) return undefined;
  const measure = { kind: 'bad', metric } as const;
  const onset = Date.parse(incident.onset);
  const end = incident.endedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(incident.endedAt);
  const own = incident.windows.filter((window) => window.metric === metric);
  const before = own.filter((window) => endOf(window) <= onset);
  const during = own.filter((window) => endOf(window) > onset && Date.parse(window.start) < end);
  if (before.length < 5 || during.length === 0) return undefined;
  const requests = before.reduce((sum, window) => sum + countsOf(window, measure).total, 0);
  const usual = Math.max(shareOf(before, measure), 3 / Math.max(1, requests));
  const cohorts = [...new Set(during.map(({ cohort }) => cohort))];
  const worst = Math.max(
    ...cohorts.map((cohort) =>
      shareOf(
        during.filter((window) => window.cohort === cohort),
        measure,
      ),
    ),
  );
  return geometricMiddle(usual, worst);
}
