import type { Actor } from '@hormesis/api';
import type { EventOf } from '@hormesis/events';
import type { Position } from '@hormesis/log';
import { type Stamp, stampOf, supersedes } from '@hormesis/projection';

export type FlagEvent = EventOf<
  'featureflag.defined' | 'featureflag.flipped' | 'featureflag.ramped' | 'featureflag.removed'
>;

/** A flag event as far as the flag's state needs it. */
export type FlagFact = Stamp &
  {
    [Name in FlagEvent['name']]: { name: Name; data: EventOf<Name>['data']; actor: Actor | null };
  }[FlagEvent['name']];

/**
 * The last event of each kind. An event replaces all that earlier ones of its kind said, so these four are enough to
 * know the flag, in whatever order they came.
 */
export type FlagFacets = {
  last: readonly FlagFact[];
  /** How many changes have been seen, and the largest number that one of them bore. */
  count: number;
  revision: number;
};

export const noFacets: FlagFacets = { last: [], count: 0, revision: 0 };

/** Takes one more event in. */
export function withEvent(facets: FlagFacets, event: FlagEvent, position: Position): FlagFacets {
  const { name, data, actor = null } = event;
  const same = facets.last.find((fact) => fact.name === name);
  const fact = { name, data, actor, ...stampOf(event, position) } as FlagFact;
  const others = facets.last.filter((one) => one !== same);
  return {
    last: same && !supersedes(same, event, position) ? facets.last : [...others, fact],
    count: facets.count + 1,
    revision: Math.max(facets.revision, data.revision ?? 0),
  };
}
