import { shareOf } from '../case/signal-measure.js';
import { endOf } from '../case/signal-window.js';
import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { duration, oneLine, percent } from '../wording.js';
import { alertDraft } from './alert-draft.js';
import { fitRule } from './fit-rule.js';
import { byMetric, type Signal, shareExpr } from './promql-text.js';
import { shareSignalFor } from './signal-for.js';
import { timesOf, whatIsBad } from './signal-words.js';

const minute = 60_000;
/** Shares of bad requests that an objective allows, the strictest first. */
const budgets = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1];
/** The objective leaves this much room above the recorded normal. */
const room = 2;
/** A long range that must burn, a short one that must still burn, and how many times too fast; the calmest first. */
const paces = [
  { longMs: 60 * minute, shortMs: 5 * minute, times: 14.4 },
  { longMs: 60 * minute, shortMs: 5 * minute, times: 6 },
  { longMs: 15 * minute, shortMs: 2 * minute, times: 14.4 },
  { longMs: 15 * minute, shortMs: 2 * minute, times: 6 },
  { longMs: 5 * minute, shortMs: 1 * minute, times: 14.4 },
  { longMs: 5 * minute, shortMs: 1 * minute, times: 6 },
  { longMs: 5 * minute, shortMs: 1 * minute, times: 3 },
];

type Pace = (typeof paces)[number];

/** The error budget of an objective, read off the recorded normal, burnt too fast over a long and a short range. */
export function draftBurnRate(lesson: Lesson): Draft | Abstention {
  const found = shareSignalFor(lesson);
  if ('because' in found) return found;
  const { signal, sections } = found;
  const { metric } = signal.measure;
  const normal = normalShare(lesson, signal);
  const budget = budgets.find((share) => share >= room * normal);
  if (budget === undefined) {
    return {
      because: `In the recorded normal ${percent(normal)} of ${metric} are bad, so no objective that is worth one can be read off it.`,
    };
  }
  const fewestSteps = 4 * sections.incident.stepMs;
  const variants = paces
    .filter(({ times, shortMs }) => times * budget < 1 && shortMs >= fewestSteps)
    .map((pace) => ({ expr: exprOf(signal, pace, budget), forMs: 0, pace }));
  const fitted = fitRule(variants, sections, timesOf(lesson));
  if (!fitted) {
    return {
      because: `The budget of an objective of ${objective(budget)} (read off the recorded normal) was not burnt fast enough for any of ${variants.length} pairs of ranges.`,
    };
  }
  const { longMs, shortMs, times } = fitted.variant.pace;
  const { service, environment, id } = lesson.incident;
  const whose = `${oneLine(service)} in ${oneLine(environment)}`;
  const bad = whatIsBad(signal);
  const pace = `${times} times as fast as an objective of ${objective(budget)} allows`;
  return alertDraft(
    lesson,
    'burn-rate',
    { metric, sections, fitted },
    {
      name: 'BurnsBudget',
      title: `Alert when the error budget of ${oneLine(metric)} of ${whose} burns ${times} times too fast`,
      summary: `The budget of ${bad} of ${whose} burns ${pace}.`,
      description: `So it was over ${duration(longMs)} and still is over ${duration(shortMs)}. In the normal before ${oneLine(id)} ${percent(normal)} were bad.`,
      instance: `In ${oneLine(id)} the budget burnt ${pace}, over ${duration(longMs)} and over ${duration(shortMs)}.`,
      generalised: `Whatever makes the budget of ${bad} of ${whose} burn so fast sets it off, in all cohorts together; once it stops burning, so does the alert.`,
      why: [
        `In the recorded normal ${percent(normal)} were ${bad}, so an objective of ${objective(budget)} leaves room.`,
        `The rule fires when that budget burns ${times} times too fast over ${duration(longMs)}, and still does over ${duration(shortMs)}.`,
      ],
    },
  );
}

function exprOf(signal: Signal, { longMs, shortMs, times }: Pace, budget: number): string {
  const limit = Number((times * budget).toPrecision(6));
  return `${shareExpr(signal, byMetric, { rangeMs: longMs })} > ${limit} and ${shareExpr(signal, byMetric, { rangeMs: shortMs })} > ${limit}`;
}

function normalShare({ incident }: Lesson, { measure }: Signal): number {
  const onset = Date.parse(incident.onset);
  const before = incident.windows.filter(
    (window) => window.metric === measure.metric && endOf(window) <= onset,
  );
  return shareOf(before, measure);
}

function objective(budget: number): string {
  return `${Number(((1 - budget) * 100).toPrecision(6))} %`;
}
