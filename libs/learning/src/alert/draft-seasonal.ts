import { endOf, type SignalWindow } from '../case/signal-window.js';
import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { duration, oneLine, percent } from '../wording.js';
import { alertDraft } from './alert-draft.js';
import { type Contrast, contrastOf, leastBad, shareAt } from './contrast.js';
import { fitRule } from './fit-rule.js';
import { badCountExpr, byMetric, type Signal, shareExpr, trafficExpr } from './promql-text.js';
import type { Steps } from './run-rule.js';
import { signalFor } from './signal-for.js';
import { timesOf, whatIsBad } from './signal-words.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const periods = [
  { ms: day, words: 'the same time yesterday' },
  { ms: 7 * day, words: 'the same time a week before' },
] as const;
type Period = (typeof periods)[number];

const ratios = [10, 5, 3, 2];
/** Between the normal and the incident, by their logarithms: below that no ratio counts. */
const height = 0.35;
/** Windows that each period must have at the same time of day. */
const fewestWindows = 5;

type Variant = { expr: string; forMs: number; ratio: number; rangeMs: number };

/** So many times worse than at the same time yesterday, or a week before. */
export function draftSeasonal(lesson: Lesson): Draft | Abstention {
  const metric = lesson.incident.anomaly?.data.metric;
  const period = periods.find(({ ms }) => [1, 2].every((n) => isOnRecord(lesson, n * ms)));
  if (!period) {
    return {
      because: `A baseline by the time of day needs two periods on record: the same time on the two days before, or in the two weeks before. ${metric === undefined ? 'They are' : `Of ${metric} they are`} not there.`,
    };
  }
  const found = signalFor(lesson, {
    history: { windows: historyOf(lesson, period), quiet: [quietOf(lesson, period)] },
    longStepMs: minute,
    ...(lesson.assembled.class.failure === 'silence' ? { fewestDuring: 0 } : {}),
  });
  if ('because' in found) return found;
  const { signal, sections } = found;
  const isSilence = lesson.assembled.class.failure === 'silence';
  const contrasts = contrastOf(signal, sections).slice(1);
  const variants = ratios.flatMap((ratio) =>
    contrasts.flatMap((contrast) =>
      isSilence
        ? trafficVariants(signal, period, ratio, contrast)
        : shareVariants(signal, period, ratio, contrast),
    ),
  );
  const fitted = fitRule(variants, sections, timesOf(lesson));
  if (!fitted) {
    return {
      because: `It did not stand out of ${period.words}: none of ${variants.length} variants fires in it and stays silent before it and the day before.`,
    };
  }
  const { ratio, rangeMs } = fitted.variant;
  const { service, environment, id } = lesson.incident;
  const whose = `${oneLine(service)} in ${oneLine(environment)}`;
  const bad = whatIsBad(signal);
  const peak = Math.max(...contrasts.map((contrast) => contrast.peak));
  const what = isSilence
    ? `less than a ${ordinal(ratio)} of the requests that it had at ${period.words}`
    : `${ratio} times as many ${bad} as at ${period.words}`;
  return alertDraft(
    lesson,
    'seasonal',
    { metric: signal.measure.metric, sections, fitted },
    {
      name: isSilence ? 'TrafficFarBelowUsual' : 'WorseThanUsual',
      title: `Alert when ${whose} has ${what}`,
      summary: `${whose} has ${what}.`,
      description: `Looked at over ${duration(rangeMs)}, as it was in ${oneLine(id)}.`,
      instance: isSilence
        ? `In ${oneLine(id)} ${whose} had ${what}.`
        : `In ${oneLine(id)} ${whose} had ${what}: up to ${percent(peak)}.`,
      generalised: `Whatever makes ${whose} differ so much from ${period.words} sets it off, at any hour: what is usual follows the time of day.`,
      why: [
        `${whose} had ${what}, over ${duration(rangeMs)}.`,
        'The baseline follows the time of day and grows with the service, so no fixed threshold has to.',
      ],
    },
  );
}

function shareVariants(signal: Signal, period: Period, ratio: number, contrast: Contrast): Variant[] {
  const { rangeMs, stepMs } = contrast;
  const least = shareAt(contrast, height);
  if (!(least > 0)) return [];
  const now = shareExpr(signal, byMetric, { rangeMs });
  const then = shareExpr(signal, byMetric, { rangeMs, offsetMs: period.ms });
  const { count } = leastBad(contrast, least);
  const enough = count < 2 ? '' : ` and ${badCountExpr(signal, byMetric, { rangeMs })} >= ${count}`;
  const expr = `${now} > ${ratio} * (${then}) and ${now} > ${least}${enough}`;
  return [2 * stepMs, 0].map((forMs) => ({ expr, forMs, ratio, rangeMs }));
}

function trafficVariants(
  signal: Signal,
  period: Period,
  ratio: number,
  { rangeMs, stepMs }: Contrast,
): Variant[] {
  const now = trafficExpr(signal, byMetric, { rangeMs });
  const then = trafficExpr(signal, byMetric, { rangeMs, offsetMs: period.ms });
  const expected = Number((fewestExpected / (rangeMs / 1000)).toPrecision(2));
  const expr = `${then} > ${expected} unless ${now} > ${then} / ${ratio}`;
  return [2 * stepMs, 0].map((forMs) => ({ expr, forMs, ratio, rangeMs }));
}

/** Requests that are to be expected within the range, so that few of them mean something. */
const fewestExpected = 50;

/** Whether the same stretch of time before was measured. */
function isOnRecord(lesson: Lesson, agoMs: number): boolean {
  const { from, to } = stretchOf(lesson);
  const metric = lesson.incident.anomaly?.data.metric;
  const own = lesson.history.filter(
    (window) =>
      endOf(window) > from - agoMs &&
      Date.parse(window.start) < to - agoMs &&
      (metric === undefined || window.metric === metric || lesson.assembled.class.failure === 'latency'),
  );
  return new Set(own.map(({ start }) => start)).size >= fewestWindows;
}

function historyOf(lesson: Lesson, period: Period): SignalWindow[] {
  const { from, to } = stretchOf(lesson);
  return lesson.history.filter((window) =>
    [1, 2].some((n) => endOf(window) > from - n * period.ms && Date.parse(window.start) < to - n * period.ms),
  );
}

/** The same stretch one period before, which has a baseline itself. */
function quietOf(lesson: Lesson, period: Period): Steps {
  const { from, to } = stretchOf(lesson);
  return { from: from - period.ms, to: to - period.ms };
}

function stretchOf({ incident }: Lesson): Steps {
  const from = Date.parse(incident.onset) - hour;
  return { from, to: Math.min(Date.parse(incident.endedAt ?? incident.detectedAt), from + day / 2) };
}

function ordinal(ratio: number): string {
  return { 2: 'half', 3: 'third', 5: 'fifth', 10: 'tenth' }[ratio] ?? `1/${ratio}`;
}
