import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { oneLine } from '../wording.js';
import { attributed } from './draft-gate.js';
import { rampAsItWas } from './ramp-for.js';
import { rampFile } from './ramp-policy.js';
import { rampedFlag } from './ramped-flag.js';

/** Finer than that, a step shows too few requests to tell anything. */
const finest = 0.1;
const nice = [0.1, 0.2, 0.5, 1, 2, 5, 10, 25, 50, 100];

/** Finer first steps, from the share of users at which it hurt. */
export function draftRampSteps(lesson: Lesson): Draft | Abstention {
  const found = rampedFlag(lesson.incident);
  if ('because' in found) return found;
  const { blamed, known, variants } = found;
  const { evidence, change } = blamed;
  const hurtAt = change.exposure ?? change.steps.at(-1);
  const key = oneLine(known.key);
  if (hurtAt === undefined || hurtAt <= 0) {
    return {
      because: `How many users had ${key} is not on record, so no step can be said to be too large.`,
      evidence,
    };
  }
  const was = rampAsItWas(known, variants);
  const percentages = finerSteps(hurtAt);
  const [first = 100] = percentages;
  const [firstBefore = 100] = change.steps;
  if (first >= firstBefore) {
    return {
      because: `It hurt at ${hurtAt} % of the users, and its first step was ${firstBefore} %: finer steps would show too few requests.`,
      evidence,
    };
  }
  const bakeSeconds = was.steps[0]?.bakeSeconds ?? 600;
  const steps = percentages.map((percentage) => ({ percentage, bakeSeconds }));
  return {
    class: 'limits',
    title: `Begin ramps of ${key} at ${first} %, not at ${firstBefore} %`,
    instance: `${first} % of the users would have had it when it showed, not ${hurtAt} %.`,
    generalised: `Whatever is wrong with the next change behind ${key}, ${first} % of the users meet it first.`,
    rationale: [
      attributed(lesson, change),
      `It went in steps of ${change.steps.length > 0 ? change.steps.join(', ') : hurtAt} %.`,
      `The steps now are ${percentages.join(', ')} %: a twentieth of the share at which it hurt, a fifth, that share, then on.`,
    ].join(' '),
    files: [rampFile({ ...was, steps })],
    evidence: [...evidence],
    variantsTried: 1,
    verification: `The next ramp of ${key} begins at ${first} %; at the next recurrence or drill no more users than its step get the failure.`,
    rank: firstBefore >= 25 ? 7 : 5,
  };
}

function finerSteps(hurtAt: number): number[] {
  const below = [hurtAt / 20, hurtAt / 5].map((share) => nice.findLast((step) => step <= share) ?? finest);
  const above = nice.filter((step) => step > hurtAt);
  return [...new Set([...below, hurtAt, ...above])].sort((a, b) => a - b);
}
