import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { duration, oneLine } from '../wording.js';
import { alertDraft } from './alert-draft.js';
import { fitRule } from './fit-rule.js';
import { byMetric, type Signal, signalOf, trafficExpr } from './promql-text.js';
import { valuesOf } from './run-rule.js';
import { sectionsOf } from './sections.js';
import { timesOf } from './signal-words.js';

const minute = 60_000;
const ranges = [10 * minute, 5 * minute, 2 * minute, minute];
/** So many requests are to be expected where none came: chance alone does that once in a million looks. */
const expectedAtLeast = 14;
const usualMs = 60 * minute;
/** Traffic of the last hour below this part of the recorded normal is no basis to miss any. */
const enoughOfUsual = 0.25;

/** Fewer than one in so many of the requests of the hour before are hardly any. */
const hardlyAny = 20;

/** Hardly any request, though there was traffic in the hour before. */
export function draftSilence(lesson: Lesson): Draft | Abstention {
  const { incident } = lesson;
  const metric = busiestMetric(lesson);
  if (metric === undefined)
    return { because: 'No signal windows are on record around it, so no traffic is known.' };
  const signal = signalOf(incident, { kind: 'bad', metric });
  const sections = sectionsOf(lesson, signal, { fewestDuring: 0 });
  if ('because' in sections) return sections;

  const normal = sections.quiet.at(-1) ?? sections.looked;
  const before = valuesOf(
    trafficExpr(signal, byMetric, { rangeMs: minute * 5 }),
    sections.incident,
    '3',
    normal,
  );
  const rates = before
    .flat()
    .map(({ value }) => value)
    .filter((value) => value > 0);
  const usual = rates.length === 0 ? 0 : rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  if (usual * (ranges[0] ?? minute) < expectedAtLeast * 1000) {
    return {
      because: `${metric} has ${perMinute(usual)} usually, too little to tell a silence from chance.`,
    };
  }
  const possible = ranges.filter(
    (rangeMs) => rangeMs >= 4 * sections.incident.stepMs && (usual * rangeMs) / 1000 >= expectedAtLeast,
  );
  const least = Number((usual * enoughOfUsual).toPrecision(2));
  const variants = possible.flatMap((rangeMs) =>
    [minute, 0].map((forMs) => ({ expr: exprOf(signal, rangeMs, least), forMs, rangeMs })),
  );
  const fitted = fitRule(variants, sections, timesOf(lesson));
  if (!fitted) {
    const during = incident.windows.filter(
      (window) => window.metric === metric && Date.parse(window.start) >= Date.parse(incident.onset),
    );
    const came = during.reduce((sum, { total }) => sum + total, 0);
    return { because: `Requests kept coming: ${came} of ${metric} are counted during the incident.` };
  }
  const { rangeMs } = fitted.variant;
  const whose = `${oneLine(incident.service)} in ${oneLine(incident.environment)}`;
  return alertDraft(
    lesson,
    'silence',
    { metric, sections, fitted },
    {
      name: 'Silent',
      title: `Alert when ${whose} has had hardly any request for ${duration(rangeMs)}`,
      summary: `${whose} has had hardly any request for ${duration(rangeMs)}.`,
      description: `Fewer than one in ${hardlyAny} of the hour before. Usually it has ${perMinute(usual)}.`,
      instance: `In ${oneLine(incident.id)} hardly any request of ${oneLine(metric)} was counted for ${duration(rangeMs)}, where ${perMinute(usual)} are usual.`,
      generalised: `Whatever keeps requests from ${whose}, a route, a name or the service itself, sets it off: if a few still come, and if nothing is measured any more.`,
      why: [
        `${oneLine(metric)} of ${whose} has ${perMinute(usual)} usually; in ${oneLine(incident.id)} hardly any came.`,
        `By chance alone no request in ${duration(rangeMs)} is less likely than one in a million.`,
        'The rule looks at the traffic of the hour before, so that a quiet night sets nothing off.',
      ],
    },
  );
}

function exprOf(signal: Signal, rangeMs: number, least: number): string {
  const before = trafficExpr(signal, byMetric, { rangeMs: usualMs, offsetMs: rangeMs });
  const now = trafficExpr(signal, byMetric, { rangeMs });
  return `${before} > ${least} unless ${now} > ${before} / ${hardlyAny}`;
}

/** The anomaly's metric if it is measured, else the one with most requests. */
function busiestMetric({ incident }: Lesson): string | undefined {
  const totals = new Map<string, number>();
  for (const { metric, total } of incident.windows) totals.set(metric, (totals.get(metric) ?? 0) + total);
  const own = incident.anomaly?.data.metric;
  if (own !== undefined && totals.has(own)) return own;
  return [...totals].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0];
}

function perMinute(rate: number): string {
  return `${Number((rate * 60).toPrecision(2))} requests a minute`;
}
