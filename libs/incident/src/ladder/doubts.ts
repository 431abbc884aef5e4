import type { Candidate, Change } from '@hormesis/change';
import type { ActionTarget } from '../incident.js';
import type { Blast } from './blast-radius.js';
import { breakerFor } from './breaker.js';
import { freezeFor } from './is-frozen.js';
import type { Circumstances, DrillHere, Place } from './judge.js';
import { type Mark, markOn } from './mark.js';
import type { NamedCause } from './named-cause.js';
import type { Policy } from './policy-for.js';
import { type Rung, reaches } from './rung.js';

/** Something that keeps the guardian from acting alone. */
export type Doubt = { code: string; sentence: string };

/**
 * The guardian acts alone only on a change it is this sure of, and this much surer than of the second. A wrong rollback
 * costs a good release and the trust of people, a late one costs minutes: so more sure than a coin, by far.
 */
export const ACT_PROBABILITY = 0.9;
export const ACT_MARGIN = 0.3;

/** Whether it is surely this change. */
export function doubtsAboutTheCause([first, second]: readonly Candidate[]): Doubt[] {
  const probability = first?.probability ?? 0;
  const margin = probability - (second?.probability ?? 0);
  const rival = second?.change ? `“${second.change.summary}”` : 'no change at all';
  return [
    ...doubt(
      'probability',
      probability < ACT_PROBABILITY &&
        `That is less than the ${ACT_PROBABILITY} the guardian needs to act alone.`,
    ),
    ...doubt('margin', margin < ACT_MARGIN && `The next suspect, ${rival}, is nearly as likely.`),
  ];
}

/**
 * Whether a guard accuses the change. A guard knows a symptom of a past incident, and its range holds minutes that may be
 * those of the version before; so what merely came before it fired is no cause, unless it, or something else that was
 * noticed in the incident, names that change.
 */
export function doubtsAboutTheGuard(
  suspect: Change,
  { noticed, changes }: Pick<Circumstances, 'noticed' | 'changes'>,
): Doubt[] {
  if (noticed?.guard === undefined) return [];
  const named = noticed.change ? [noticed.change] : (noticed.others ?? []);
  const isMeant = named.some((each) => isStepOf(suspect, each, changes));
  const other = changes.find((change) => named.some((each) => isEventOf(change, each)));
  const whom = other ? `“${other.summary}”` : 'another change';
  return [
    ...doubt(
      'guard',
      named.length === 0 &&
        `Only the guard ${noticed.guard} fired, and it does not say which change's users it saw.`,
    ),
    ...doubt('guard', named.length > 0 && !isMeant && `What was noticed is of users who have ${whom}.`),
  ];
}

/** Whether a change is the one that is named, by this or by another of its steps. */
function isStepOf(suspect: Change, named: NamedCause, changes: readonly Change[]): boolean {
  return [suspect, ...changes].some(
    (change) =>
      isEventOf(change, named) &&
      (change.eventId === suspect.eventId ||
        (change.kind === suspect.kind &&
          change.subject === suspect.subject &&
          change.environment === suspect.environment &&
          change.version === suspect.version &&
          change.artifactId === suspect.artifactId)),
  );
}

function isEventOf(change: Change, { id, source }: NamedCause): boolean {
  return change.eventId === id && (source === undefined || change.source === source);
}

/** Whether the change can be taken back, and what goes with it. A flag before a marked deployment may be turned off. */
export function doubtsAboutTakingBack(
  target: ActionTarget,
  change: Change,
  blast: Blast | undefined,
  marks: readonly Mark[],
): Doubt[] {
  const isItself = target.kind === 'rollback' || change.kind === 'flag';
  const mark = isItself ? markOn(marks, change) : undefined;
  const marked = blast?.others.find(
    (other) => target.kind === 'rollback' && (!other.reversible || markOn(marks, other)),
  );
  return [
    ...doubt('irreversible', !change.reversible && 'It is marked as not to be taken back automatically.'),
    ...doubt('marked', mark !== undefined && `It is marked as not to be rolled back: ${ended(mark.reason)}`),
    ...doubt(
      'marked',
      marked !== undefined && `It would also take back “${marked?.summary}”, which must stay.`,
    ),
    ...doubt(
      'blast-radius',
      blast === undefined && 'Nobody said what ran before, so what else a rollback takes back is not known.',
    ),
  ];
}

const actingAs: Readonly<Record<string, string>> = {
  pause: 'pause',
  kill: 'turn flags off',
  rollback: 'roll back',
};

/** Whether policy lets it go so far. */
export function doubtsAboutTheRung({ rung }: Policy, wanted: Rung): Doubt[] {
  if (reaches(rung, wanted)) return [];
  const sentence =
    rung === 'recommend'
      ? 'Policy leaves it to a person.'
      : `Policy lets the guardian ${actingAs[rung]} alone, and leaves it to a person to ${actingAs[wanted]}.`;
  return [{ code: 'rung', sentence }];
}

/** Whether now is the time. */
export function doubtsAboutNow(
  policy: Policy,
  places: readonly Place[],
  { ladder, now, told }: Circumstances,
): Doubt[] {
  const [freeze] = places.flatMap((place) => freezeFor(ladder.freezes, place, now) ?? []);
  const breaker = breakerFor(ladder.breakers, policy, now);
  return [
    ...doubt('late', told === 'late' && 'It is told too late for the guardian to act alone.'),
    ...doubt(
      'frozen',
      freeze !== undefined && `Nothing is done alone during a freeze: ${ended(freeze.reason)}`,
    ),
    ...doubt(
      'breaker',
      breaker !== undefined && `The guardian only recommends until ${breaker?.until}. ${breaker?.reason}`,
    ),
  ];
}

/** Whether what is seen is injected on purpose: then no change is behind it, and nothing is learnt of one. */
export function drillDoubts(places: readonly Place[], { drillAt }: Pick<Circumstances, 'drillAt'>): Doubt[] {
  const drill = places.map((place) => drillAt?.(place)).find((found) => found !== undefined);
  return drill ? [{ code: 'drill', sentence: inWords(drill) }] : [];
}

function inWords({ id, isOver }: DrillHere): string {
  return isOver ? `A drill was under way: ${id}.` : `A drill is under way: ${id}.`;
}

function doubt(code: string, sentence: string | false): Doubt[] {
  return sentence === false ? [] : [{ code, sentence }];
}

function ended(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
