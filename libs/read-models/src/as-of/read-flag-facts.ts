import type { Queryable } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import { type FlagEvent, type FlagFacets, flagFact } from '../flag/facets.js';
import type { Cut } from './cut.js';
import { changeWithin } from './cut-condition.js';
import { type RecordedChange, withEvents } from './recorded-change.js';

type Fact = RecordedChange & { key: string; owner: string; count: number; revision: number };

/** What a flag’s state follows from: of each of its owners the facets within the cut. */
export type FlagAsOf = { key: string; owner: string; facets: FlagFacets };

export async function readFlagFacts(
  db: Queryable,
  log: EventLog,
  cut: Cut,
  keys: readonly string[],
): Promise<FlagAsOf[]> {
  const facts = await withEvents(log, await lastOfEachKind(db, cut, keys));
  const flags = new Map<string, FlagAsOf>();
  for (const { key, owner, count, revision, event, ...position } of facts) {
    const id = JSON.stringify([key, owner]);
    const last = flags.get(id)?.facets.last ?? [];
    const fact = flagFact(event as FlagEvent, position);
    flags.set(id, { key, owner, facets: { last: [...last, fact], count, revision } });
  }
  return [...flags.values()];
}

function lastOfEachKind(db: Queryable, cut: Cut, keys: readonly string[]): Promise<Fact[]> {
  const params: unknown[] = [keys];
  return db.query(
    `WITH told AS (
       SELECT c.subject, c.owner, c.at, c.partition, c."offset",
              row_number() OVER (PARTITION BY c.subject, c.owner, c.name
                                 ORDER BY c.at DESC, c.partition DESC, c."offset" DESC) AS nth,
              count(*) OVER of_flag AS count, coalesce(max(c.revision) OVER of_flag, 0) AS revision
       FROM read.change c WHERE c.kind = 'flag' AND c.subject = ANY ($1) AND ${changeWithin(cut, params)}
       WINDOW of_flag AS (PARTITION BY c.subject, c.owner))
     SELECT c.subject AS key, c.owner, told.count, told.revision, c.topic, c.partition, c."offset", t.event
     FROM told JOIN read.change c USING (subject, owner, at, partition, "offset")
     LEFT JOIN read.timeline_event t ON t.event_id = c.event_id AND t.source = c.source
     WHERE told.nth = 1 AND c.kind = 'flag'`,
    params,
  );
}
