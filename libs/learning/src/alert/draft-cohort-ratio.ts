import { shareOf } from '../case/signal-measure.js';
import { endOf } from '../case/signal-window.js';
import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { duration, oneLine, percent } from '../wording.js';
import { alertDraft } from './alert-draft.js';
import { contrastOf, leastBad, shareAt } from './contrast.js';
import { withLeast } from './draft-threshold.js';
import { fitRule } from './fit-rule.js';
import { byCohort, byMetric, requestCountExpr, type Signal, shareExpr } from './promql-text.js';
import { shareSignalFor } from './signal-for.js';
import { timesOf, whatIsBad } from './signal-words.js';

/** How many times worse than the best cohort; the calmest first. */
const ratios = [5, 3, 2];
/** Between the normal and the incident, by their logarithms: below that no ratio counts. */
const height = 0.35;
/** A cohort with fewer requests in the range is none to compare with. */
const fewestRequests = 20;

type Compared = { cohort: string; share: number };

/** One cohort fares so many times worse than the one that fares best: those with a change against those without. */
export function draftCohortRatio(lesson: Lesson): Draft | Abstention {
  const found = shareSignalFor(lesson);
  if ('because' in found) return found;
  const { signal, sections } = found;
  const compared = comparedIn(lesson, signal);
  const [worst] = compared;
  const best = compared.at(-1);
  if (!worst || !best || compared.length < 2) {
    return {
      because: `Only the cohort ${worst?.cohort ?? 'all'} of ${signal.measure.metric} is measured; without another there is nothing to compare it with.`,
    };
  }
  const variants = ratios.flatMap((ratio) =>
    contrastOf(signal, sections).flatMap((contrast) => {
      const { rangeMs, stepMs } = contrast;
      const least = shareAt(contrast, height);
      if (!(least > 0)) return [];
      const { count } = leastBad(contrast, least);
      const expr = withLeast(signal, rangeMs, exprOf(signal, rangeMs, ratio, least), count);
      return [2 * stepMs, 0].map((forMs) => ({ expr, forMs, ratio, least, rangeMs }));
    }),
  );
  const fitted = fitRule(variants, sections, timesOf(lesson));
  if (!fitted) {
    return {
      because: `The cohorts of ${signal.measure.metric} fared alike: ${oneLine(worst.cohort)} ${percent(worst.share)} bad, ${oneLine(best.cohort)} ${percent(best.share)}.`,
    };
  }
  const { ratio, least, rangeMs } = fitted.variant;
  const { service, environment, id } = lesson.incident;
  const whose = `${oneLine(service)} in ${oneLine(environment)}`;
  const bad = whatIsBad(signal);
  return alertDraft(
    lesson,
    'cohort-ratio',
    { metric: signal.measure.metric, sections, fitted },
    {
      name: 'CohortWorse',
      title: `Alert when one cohort of ${whose} has ${ratio} times as many ${bad} as another`,
      summary: `One cohort of ${whose} has more than ${ratio} times as many ${bad} as the one that fares best.`,
      description: `The cohort stands in the labels: a version, a variant of a flag, the users of a change. More than ${percent(least)} of its requests are bad, over ${duration(rangeMs)}.`,
      instance: `In ${oneLine(id)} the cohort ${oneLine(worst.cohort)} had ${percent(worst.share)} ${bad}, ${oneLine(best.cohort)} ${percent(best.share)}.`,
      generalised: `Any version, variant or change whose users fare ${ratio} times worse than others at the same time sets it off; what hits all alike does not.`,
      why: [
        `In ${oneLine(id)} ${percent(worst.share)} of the requests of ${oneLine(worst.cohort)} were ${bad}, and ${percent(best.share)} of those of ${oneLine(best.cohort)}.`,
        `Those who have a change are held against those who do not, at the same moment, so that weather which hits all alike sets nothing off.`,
      ],
    },
  );
}

function exprOf(signal: Signal, rangeMs: number, ratio: number, least: number): string {
  const share = shareExpr(signal, byCohort, { rangeMs });
  const measured = `${requestCountExpr(signal, byCohort, { rangeMs })} >= ${fewestRequests}`;
  const on = byMetric.join(', ');
  return `${share} > on (${on}) group_left () (${ratio} * min by (${on}) (${share} and ${measured})) and ${share} > ${least}`;
}

/** The cohorts that were measured during the incident, the worst first. */
function comparedIn({ incident }: Lesson, { measure }: Signal): Compared[] {
  const onset = Date.parse(incident.onset);
  const end = incident.endedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(incident.endedAt);
  const during = incident.windows.filter(
    (window) =>
      window.metric === measure.metric &&
      endOf(window) > onset &&
      Date.parse(window.start) < end &&
      window.total > 0,
  );
  return [...new Set(during.map(({ cohort }) => cohort))]
    .sort()
    .map((cohort) => ({
      cohort,
      share: shareOf(
        during.filter((window) => window.cohort === cohort),
        measure,
      ),
    }))
    .sort((a, b) => b.share - a.share);
}
