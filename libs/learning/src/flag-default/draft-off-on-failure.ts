import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { slug } from '../slug.js';
import { oneLine } from '../wording.js';
import { attributed } from './draft-gate.js';
import { flagdDocument, jsonFile } from './flagd-document.js';
import { guardFor, rampAsItWas } from './ramp-for.js';
import { rampFile } from './ramp-policy.js';
import { rampedFlag } from './ramped-flag.js';

/** Off on failure: users get the safe variant where the flag cannot be evaluated, and as soon as a guard goes bad. */
export function draftOffOnFailure(lesson: Lesson): Draft | Abstention {
  const found = rampedFlag(lesson.incident);
  if ('because' in found) return found;
  const { blamed, known, variants } = found;
  const definition = known.defined?.definition;
  const was = rampAsItWas(known, variants);
  const key = oneLine(known.key);
  const kills = known.schedule !== undefined && was.onAnomaly === 'kill' && was.guards.length > 0;
  if (!definition || (definition.defaultVariant === variants.safe && kills)) {
    return {
      because: `The flag ${key} falls back to “${oneLine(variants.safe)}” already, and its ramp turns it off when a guard goes bad.`,
      evidence: blamed.evidence,
    };
  }
  const ramp = {
    ...was,
    guards: was.guards.length > 0 ? was.guards : [guardFor(lesson, blamed)],
    onAnomaly: 'kill' as const,
  };
  return {
    class: 'limits',
    title: `Turn ${key} off when its evaluation or its guard fails`,
    instance: `${key} would have been turned off when ${oneLine(blamed.metric)} got worse, not merely kept at its step.`,
    generalised: `Whatever goes wrong with ${key}, its evaluation or the metric it is watched by: users get “${oneLine(variants.safe)}”.`,
    rationale: [
      attributed(lesson, blamed.change),
      definition.defaultVariant === variants.safe
        ? `Its default is “${oneLine(variants.safe)}” already.`
        : `Its default becomes “${oneLine(variants.safe)}”, which users get where its targeting cannot be evaluated.`,
      'The ramp turns it off when a guard goes bad, instead of staying at its step.',
      'Targeting stays as it is.',
    ].join(' '),
    files: [
      {
        path: `flags/${slug(known.key)}.flagd.json`,
        mediaType: 'application/json',
        content: jsonFile(flagdDocument(known.key, { ...definition, defaultVariant: variants.safe })),
      },
      rampFile(ramp),
    ],
    evidence: [...blamed.evidence],
    variantsTried: 1,
    verification: `At the next recurrence or drill the log shows ${key} turned off by its guard, before anybody did it by hand.`,
    rank: 8,
  };
}
