import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { oneLine, percent } from '../wording.js';
import { attributed } from './draft-gate.js';
import { guardFor, rampAsItWas } from './ramp-for.js';
import { rampFile } from './ramp-policy.js';
import { rampedFlag } from './ramped-flag.js';

/** The metric that got worse guards the steps of the next ramp. */
export function draftGuardMetric(lesson: Lesson): Draft | Abstention {
  const found = rampedFlag(lesson.incident);
  if ('because' in found) return found;
  const { blamed, known, variants } = found;
  const { evidence, change, metric } = blamed;
  const { service } = lesson.incident;
  const was = rampAsItWas(known, variants);
  const key = oneLine(known.key);
  const guarding = was.guards.find((guard) => guard.metric === metric && guard.service === service);
  if (guarding) {
    return {
      because: `${oneLine(metric)} of ${oneLine(service)} guards the ramp of ${key} already.`,
      evidence,
    };
  }
  const guard = guardFor(lesson, blamed);
  const above = guard.worstRatio === undefined ? '' : ` above ${percent(guard.worstRatio)} bad requests`;
  return {
    class: 'limits',
    title: `Guard ramps of ${key} by ${oneLine(metric)} of ${oneLine(service)}`,
    instance: `The ramp would have stopped at the step at which ${oneLine(metric)} got worse.`,
    generalised: `Whatever change behind ${key} makes ${oneLine(metric)} of ${oneLine(service)} worse stops at its step.`,
    rationale: [
      attributed(lesson, change),
      was.guards.length === 0
        ? 'No guard watched its ramp.'
        : `Its ramp was guarded by ${was.guards.map((one) => oneLine(one.metric)).join(', ')}, which did not show it.`,
      above === ''
        ? 'The record tells no share of bad requests to stop at, so anomalies of the metric decide.'
        : `It stops${above}, between the recorded normal and this incident.`,
    ].join(' '),
    files: [rampFile({ ...was, guards: [...was.guards, guard] })],
    evidence: [...evidence],
    variantsTried: 1,
    verification: `At the next recurrence or drill the ramp of ${key} stops by its guard on ${oneLine(metric)}.`,
    rank: 6,
  };
}
