import type { Actor } from '@hormesis/api';
import type { FlagDefinition } from '@hormesis/flags';
import { type Position, topics } from '@hormesis/log';
import { boolean, instant, integer, json, number, oneOf, projection, text } from '@hormesis/projection';
import { type FlagEvent, type FlagFacets, noFacets, ownerOf, withEvent } from '../flag/facets.js';
import { flagFromFacets } from '../flag/flag-from-facets.js';

/**
 * Every flag we have heard of, as its last events leave it: the built-in ones under the owner `hormesis`, a vendor's
 * under the source of its events. One never changes the other, whatever its key.
 */
export const flagState = projection({
  name: 'flag_state',
  version: 1,
  from: [topics.changes],
  table: 'read.flag_state',
  by: { key: text, owner: text },
  key: (event) => ({ key: event.subject, owner: ownerOf(event) }),
  columns: {
    state: oneOf('ENABLED', 'DISABLED'),
    service: text.nullable,
    environment: text.nullable,
    definition: json<FlagDefinition>().nullable,
    percentage: number.nullable,
    removed: boolean,
    revision: integer,
    changedAt: instant,
    changedBy: json<Actor>().nullable,
    reason: text.nullable,
    eventId: text,
    facets: json<FlagFacets>(),
  },
  on: {
    'featureflag.defined': changed,
    'featureflag.flipped': changed,
    'featureflag.ramped': changed,
    'featureflag.removed': changed,
  },
});

function changed(row: { facets: FlagFacets } | undefined, event: FlagEvent, position: Position) {
  const facets = withEvent(row?.facets ?? noFacets, event, position);
  return { ...flagFromFacets(facets), facets };
}
