import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { duration, oneLine } from '../wording.js';
import { attributed } from './draft-gate.js';
import { rampAsItWas } from './ramp-for.js';
import { bakeSecondsFor, rampFile } from './ramp-policy.js';
import { rampedFlag } from './ramped-flag.js';

/** Steps that are watched longer than this failure took to show. */
export function draftBakeTime(lesson: Lesson): Draft | Abstention {
  const found = rampedFlag(lesson.incident);
  if ('because' in found) return found;
  const { blamed, known, variants } = found;
  const { evidence, change } = blamed;
  const tookMs = Date.parse(lesson.incident.detectedAt) - Date.parse(change.candidate.at);
  const key = oneLine(known.key);
  if (!(tookMs > 0)) {
    return {
      because: 'It was noticed before the blamed step began, so how long it took to show is not known.',
      evidence,
    };
  }
  const was = rampAsItWas(known, variants);
  const bakeSeconds = bakeSecondsFor(tookMs);
  const shortest = Math.min(...was.steps.map((step) => step.bakeSeconds));
  if (known.schedule && shortest >= bakeSeconds) {
    return {
      because: `It showed ${duration(tookMs)} after the step, and every step of ${key} is watched for ${duration(shortest * 1000)} at least already.`,
      evidence,
    };
  }
  const steps = was.steps.map((step) => ({ ...step, bakeSeconds: Math.max(step.bakeSeconds, bakeSeconds) }));
  const short = shortest * 1000 < tookMs;
  return {
    class: 'limits',
    title: `Watch each step of ${key} for ${duration(bakeSeconds * 1000)}`,
    instance: `The step would still have been watched when it showed, ${duration(tookMs)} after it began.`,
    generalised: `Whatever takes up to ${duration((bakeSeconds * 1000) / 2)} to show is seen at the step that brought it.`,
    rationale: [
      attributed(lesson, change),
      `From the step to its being noticed it took ${duration(tookMs)}.`,
      known.schedule
        ? `Its steps were watched for ${duration(shortest * 1000)}.`
        : 'No schedule of a ramp is on record, so plain steps are taken.',
      'Twice that time leaves room for one that shows more slowly.',
    ].join(' '),
    files: [rampFile({ ...was, steps })],
    evidence: [...evidence],
    variantsTried: 1,
    verification: `The next ramp of ${key} holds each step so long; at the next recurrence or drill it is noticed before the next step.`,
    rank: known.schedule && short ? 7.5 : 4,
  };
}
