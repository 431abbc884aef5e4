import type { BlamedChange } from '../case/blamed-change.js';
import type { Lesson } from '../lesson.js';
import type { Abstention, Draft } from '../outcome.js';
import { slug } from '../slug.js';
import { changeNamed, duration, oneLine, probability } from '../wording.js';
import { type Blamed, blamedIn } from './blamed.js';
import { flagdDocument, jsonFile } from './flagd-document.js';
import { type GuardedFlag, guardedFlag } from './guarded-flag.js';
import { noticedAfterMs, rampWithAll } from './ramp-for.js';
import { type RampPolicy, rampFile } from './ramp-policy.js';

/** The change behind a flag that is off by default, and a ramp to switch it on by. */
export function draftGate(lesson: Lesson): Draft | Abstention {
  const blamed = blamedIn(lesson.incident);
  if ('because' in blamed) return blamed;
  const { change, evidence } = blamed;
  const flag = guardedFlag(change);
  if ('because' in flag) return { because: flag.because, evidence };
  if (flag.alreadySafe)
    return { because: `The flag ${oneLine(flag.key)} is off by default already.`, evidence };

  const ramp = flag.variants && rampWithAll(lesson, blamed, flag.key, flag.variants);
  const service = oneLine(change.candidate.service);
  const title = flag.isNew
    ? `Put user-facing changes of ${service} behind a flag that is off by default`
    : `Keep ${oneLine(flag.key)} off until it is ramped in steps`;
  return {
    class: 'limits',
    title,
    instance: flag.isNew
      ? `“${oneLine(change.candidate.summary)}” would have been off until it was ramped.`
      : `${oneLine(flag.key)} would have been off for all whom no ramp had reached.`,
    generalised: `Every change of ${service} that users can notice is off by default, and reaches them in steps while ${oneLine(blamed.metric)} is watched.`,
    rationale: rationale(lesson, blamed, flag, ramp),
    files: [
      {
        path: `flags/${slug(flag.key)}.flagd.json`,
        mediaType: 'application/json',
        content: jsonFile(flagdDocument(flag.key, flag.definition)),
      },
      ...(ramp ? [rampFile(ramp)] : []),
    ],
    evidence: [...evidence],
    variantsTried: 1,
    verification: `The log shows ${oneLine(flag.key)} defined so and ramped in steps; at the next recurrence or drill no more than the step’s share of users gets the failure.`,
    rank: 10,
  };
}

function rationale(
  lesson: Lesson,
  { change, metric }: Blamed,
  flag: GuardedFlag,
  ramp: RampPolicy | undefined,
): string {
  const { preview } = change;
  return [
    attributed(lesson, change),
    preview === undefined ? '' : `The preview ${oneLine(preview)} did not show it.`,
    flag.isNew
      ? 'It was behind no flag, so only a rollback could take it back. The flag stands for the next change of its kind: wrap it, deploy it off, then ramp.'
      : `From now on the flag gives ${flag.variants ? `“${oneLine(flag.variants.safe)}”` : 'the code default'} to everybody unless it is ramped.`,
    flag.droppedTargeting ? 'Its present targeting is taken out; add again what is still wanted.' : '',
    ramp
      ? `The ramp goes ${ramp.steps.map(({ percentage }) => percentage).join(', ')} % and holds each step for twice as long as this failure took to be noticed, at least 10 minutes, while it watches ${oneLine(metric)}.`
      : 'The log does not tell which variant is safe, so the flag is disabled and no ramp is proposed.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** What the incident is attributed to, how many had it, and when it was noticed. */
export function attributed(lesson: Lesson, { candidate, exposure, probability: p }: BlamedChange): string {
  const what = `${oneLine(lesson.incident.id)} is attributed to “${oneLine(candidate.summary)}” (${changeNamed(candidate.kind, oneLine(candidate.subject))}, probability ${probability(p)}).`;
  if (exposure === undefined) return what;
  return `${what} It had reached ${exposure} % of users, and was noticed ${duration(noticedAfterMs(lesson))} after the onset.`;
}
