import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { duration, oneLine, percent } from '../wording.js';
import { alertDraft } from './alert-draft.js';
import { type Contrast, contrastOf } from './contrast.js';
import { fitRule } from './fit-rule.js';
import { badCountExpr, byCohort, type Signal, shareExpr } from './promql-text.js';
import { signalFor } from './signal-for.js';
import { timesOf, whatIsBad } from './signal-words.js';

type Variant = { expr: string; forMs: number; threshold: number; contrast: Contrast };

/** How far between the normal and the incident the threshold lies, by their logarithms; the calmest first. */
const heights = [0.7, 0.5, 0.35];
/** Even where chance reaches high, the threshold stays below this part of the peak. */
const mostOfPeak = 0.7;
const handful = 5;

/** A share of bad requests above a threshold, in whichever cohort. */
export function draftThreshold(lesson: Lesson): Draft | Abstention {
  const found = signalFor(lesson);
  if ('because' in found) return found;
  const { signal, sections } = found;
  const contrasts = contrastOf(signal, sections);
  const clear = contrasts.filter(({ usual, peak }) => peak > 0 && peak >= 2 * usual);
  const [widest] = contrasts;
  if (clear.length === 0) {
    return {
      because:
        widest === undefined || widest.peak === 0
          ? `The windows of ${signal.measure.metric} count no bad request during the incident.`
          : `${signal.measure.metric} did not stand out: its share of bad requests peaked at ${widest.peak.toPrecision(2)}, and at ${widest.usual.toPrecision(2)} in the normal before.`,
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
      description: `In the normal before ${oneLine(lesson.incident.id)} ${share} stayed at or below ${percent(contrast.usual)}; in that incident it reached ${percent(contrast.peak)}.`,
      instance: `In the cohort ${cohort} ${share} went from at most ${percent(contrast.usual)} to ${percent(contrast.peak)}.`,
      generalised: `Whichever cohort, version or flag makes ${share} go above ${percent(threshold)} sets it off.`,
      why: [
        `In ${oneLine(lesson.incident.id)} ${share} (cohort ${cohort}) reached ${percent(contrast.peak)}; in the recorded normal before it stayed at or below ${percent(contrast.usual)}, over ${duration(contrast.rangeMs)}.`,
        'The threshold lies between the two.',
      ],
    },
  );
}

/** Every range, threshold and hold: the highest thresholds first, then the widest ranges and the longest holds. */
function variantsOf(signal: Signal, contrasts: readonly Contrast[]): Variant[] {
  return heights.flatMap((height) =>
    contrasts.flatMap((contrast) => {
      const { rangeMs, stepMs, usual, floor, peak, peakCount } = contrast;
      const threshold = Number((Math.max(usual, floor / 2) ** (1 - height) * peak ** height).toPrecision(2));
      if (threshold <= usual || threshold >= peak || threshold < Math.min(floor, peak * mostOfPeak))
        return [];
      const above = `${shareExpr(signal, byCohort, { rangeMs })} > ${threshold}`;
      const expr = withLeast(signal, rangeMs, above, Math.min(handful, Math.floor(peakCount / 2)));
      const holds = [...new Set([rangeMs, 2 * stepMs, 0])].sort((a, b) => b - a);
      return holds.map((forMs) => ({ expr, forMs, threshold, contrast }));
    }),
  );
}

/** A handful of bad requests at least, so that one in a quiet night is no alarm. */
export function withLeast(signal: Signal, rangeMs: number, expr: string, least: number): string {
  if (least < 2) return expr;
  return `${expr} and ${badCountExpr(signal, byCohort, { rangeMs })} >= ${least}`;
}
