import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { duration, oneLine, percent } from '../wording.js';
import { alertDraft } from './alert-draft.js';
import { type Contrast, contrastOf, leastBad, shareAt } from './contrast.js';
import { fitRule } from './fit-rule.js';
import { badCountExpr, byCohort, type Signal, shareExpr } from './promql-text.js';
import { shareSignalFor } from './signal-for.js';
import { timesOf, whatIsBad } from './signal-words.js';

type Variant = { expr: string; forMs: number; threshold: number; contrast: Contrast; isSure: boolean };

/** How far between the normal and the incident the threshold lies, by their logarithms; the calmest first. */
const heights = [0.75, 0.6, 0.45, 0.3];

/** The incident must stand out so many times. */
const clearly = 2;

/** A share of bad requests above a threshold, in whichever cohort. */
export function draftThreshold(lesson: Lesson): Draft | Abstention {
  const found = shareSignalFor(lesson);
  if ('because' in found) return found;
  const { signal, sections } = found;
  const contrasts = contrastOf(signal, sections);
  const clear = contrasts.filter(({ rate, peak }) => peak > 0 && peak >= clearly * rate);
  const [widest] = contrasts;
  if (clear.length === 0) {
    return {
      because:
        widest === undefined || widest.peak === 0
          ? `The windows of ${signal.measure.metric} count no bad request during the incident.`
          : `${signal.measure.metric} did not stand out: its share of bad requests peaked at ${widest.peak.toPrecision(2)}, and is ${widest.rate.toPrecision(2)} usually.`,
    };
  }
  const fitted = fitRule(variantsOf(signal, clear), sections, timesOf(lesson));
  if (!fitted) return { because: `${signal.measure.metric} was bad too briefly for a rule over minutes.` };

  const { threshold, contrast } = fitted.variant;
  const { service, environment } = lesson.incident;
  const bad = whatIsBad(signal);
  const share = `the share of ${bad} of ${oneLine(service)} in ${oneLine(environment)}`;
  const cohort = oneLine(contrast.cohort);
  return alertDraft(
    lesson,
    'threshold',
    { metric: signal.measure.metric, sections, fitted },
    {
      name: signal.measure.kind === 'slow' ? 'SlowShareHigh' : 'BadShareHigh',
      title: `Alert when more than ${percent(threshold)} of ${oneLine(signal.measure.metric)} of ${oneLine(service)} in ${oneLine(environment)} are ${signal.measure.kind === 'slow' ? 'slow' : 'bad'}`,
      summary: `More than ${percent(threshold)} of the requests are ${bad}: ${oneLine(service)} in ${oneLine(environment)}.`,
      description: `Usually ${share} is ${percent(contrast.rate)}; in ${oneLine(lesson.incident.id)} it reached ${percent(contrast.peak)}.`,
      instance: `In the cohort ${cohort} ${share} went from ${percent(contrast.rate)} to ${percent(contrast.peak)}.`,
      generalised: `Whichever cohort, version or flag makes ${share} go above ${percent(threshold)} sets it off.`,
      why: [
        `In ${oneLine(lesson.incident.id)} ${share} (cohort ${cohort}) reached ${percent(contrast.peak)}, over ${duration(contrast.rangeMs)}; in the recorded normal before it was ${percent(contrast.rate)}.`,
        fitted.variant.isSure
          ? 'The threshold lies between the two, and so many bad requests are asked for that chance alone makes the rule true at less than one look in a million, whatever the traffic.'
          : 'The threshold lies between the two; the incident had too few bad requests to keep chance out.',
      ],
    },
  );
}

/**
 * Every range, threshold and hold: the highest thresholds first, then the widest ranges and the longest holds. Those in
 * which chance cannot be kept out come last.
 */
function variantsOf(signal: Signal, contrasts: readonly Contrast[]): Variant[] {
  const all = heights.flatMap((height) =>
    contrasts.flatMap((contrast) => {
      const { rangeMs, stepMs } = contrast;
      const threshold = shareAt(contrast, height);
      const { count, isSure } = leastBad(contrast, threshold);
      const above = `${shareExpr(signal, byCohort, { rangeMs })} > ${threshold}`;
      const expr = withLeast(signal, rangeMs, above, count);
      const holds = [...new Set([rangeMs, 2 * stepMs, 0])].sort((a, b) => b - a);
      return holds.map((forMs) => ({ expr, forMs, threshold, contrast, isSure }));
    }),
  );
  return [...all.filter(({ isSure }) => isSure), ...all.filter(({ isSure }) => !isSure)];
}

/** So many bad requests at least, so that a few in a quiet night are no alarm. */
export function withLeast(signal: Signal, rangeMs: number, expr: string, least: number): string {
  if (least < 2) return expr;
  return `${expr} and ${badCountExpr(signal, byCohort, { rangeMs })} >= ${least}`;
}
