import type { Actor } from '@hormesis/api';
import { type Event, type EventOf, isEvent, isOurs } from '@hormesis/events';
import type { Position } from '@hormesis/log';
import { compareStamps, type Stamp, stampOf, supersedes } from '@hormesis/projection';

const names = [
  'featureflag.defined',
  'featureflag.flipped',
  'featureflag.ramped',
  'featureflag.removed',
] as const;

export type FlagEvent = EventOf<(typeof names)[number]>;

export function isFlagEvent(event: Event): event is FlagEvent {
  return isEvent(event, ...names);
}

/** Whose flag an event tells of. */
export function ownerOf(event: Pick<Event, 'source'>): string {
  return isOurs(event) ? 'hormesis' : event.source;
}

/** A flag event as far as the flag's state needs it. */
export type FlagFact = Stamp &
  {
    [Name in FlagEvent['name']]: { name: Name; data: EventOf<Name>['data']; actor: Actor | null };
  }[FlagEvent['name']];

/**
 * The last event of each kind, in order of time. An event replaces all that earlier ones of its kind said, so these four are enough to
 * know the flag, in whatever order they came.
 */
export type FlagFacets = {
  last: readonly FlagFact[];
  /** How many changes have been seen, and the largest number that one of them bore. */
  count: number;
  revision: number;
};

export const noFacets: FlagFacets = { last: [], count: 0, revision: 0 };

export function flagFact(event: FlagEvent, position: Position): FlagFact {
  const { name, data, actor = null } = event;
  return { name, data, actor, ...stampOf(event, position) } as FlagFact;
}

/** Takes one more event in. */
export function withEvent(facets: FlagFacets, event: FlagEvent, position: Position): FlagFacets {
  const same = facets.last.find((fact) => fact.name === event.name);
  const fact = flagFact(event, position);
  const others = facets.last.filter((one) => one !== same);
  return {
    last: same && !supersedes(same, event, position) ? facets.last : [...others, fact].sort(compareStamps),
    count: facets.count + 1,
    revision: Math.max(facets.revision, event.data.revision ?? 0),
  };
}
