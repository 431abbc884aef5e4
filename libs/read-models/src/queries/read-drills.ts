import type { Drill, Page } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { columnList } from '../paging/column-list.js';
import { type Paging, readPage } from '../paging/list.js';

export type DrillsFilter = Paging & {
  service?: string | undefined;
  environment?: string | undefined;
  fingerprint?: string | undefined;
  state?: Drill['state'] | undefined;
};

const columns = [
  ...['id', 'state', 'fingerprint', 'incident', 'service', 'environment', 'failure', 'seconds'],
  ...['intensity', 'requestedAt', 'requestedBy', 'startedAt', 'endedAt', 'reason', 'incidents', 'guards'],
] as (keyof Drill)[];

/** Drills, with the incidents that they caused, and the guards that they exercised. */
const drills = `(SELECT d.*,
    (SELECT coalesce(jsonb_agg(c.incident ORDER BY c.onset, c.incident), '[]') FROM read.incident_case c
     WHERE c.drill = d.id) AS incidents,
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
         'proposal', p.id, 'outcome', e ->> 'outcome', 'firedAt', e ->> 'firedAt') ORDER BY p.id), '[]')
     FROM read.proposal p, jsonb_array_elements(p.exercises) e WHERE e ->> 'on' = d.id) AS guards
  FROM read.drill d WHERE d.requested_at IS NOT NULL) AS drill`;

/** The drills, the latest first. */
export function readDrills(db: Queryable, filter: DrillsFilter = {}): Promise<Page<Drill>> {
  const list = {
    from: drills,
    columns,
    sort: { requestedAt: 'timestamptz', id: 'text' } as const,
    where: [
      ['service = ?', filter.service],
      ['environment = ?', filter.environment],
      ['fingerprint = ?', filter.fingerprint],
      ['state = ?', filter.state],
    ] as const,
  };
  return readPage<Drill>(db, list, filter);
}

/** One drill; `undefined` if there is none. */
export async function readDrill(db: Queryable, id: string): Promise<Drill | undefined> {
  const [found] = await db.query<Drill>(`SELECT ${columnList(columns)} FROM ${drills} WHERE id = $1`, [id]);
  return found;
}
