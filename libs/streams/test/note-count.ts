import type { Database } from '@hormesis/database';
import { type EventLog, topics } from '@hormesis/log';
import {
  behind,
  integer,
  migrateProjections,
  ProjectionRunner,
  projection,
  text,
} from '@hormesis/projection';
import { expect } from 'vitest';

const noteCount = projection({
  name: 'note_count',
  version: 1,
  from: [topics.incidents],
  table: 'test.note_count',
  by: { incident: text },
  key: ({ subject }) => ({ incident: subject }),
  columns: { notes: integer },
  on: { 'incident.annotated': (row = { notes: 0 }) => ({ notes: row.notes + 1 }) },
});

/** How many notes each incident has, as a projection counts them from the log. */
export async function countedNotes(db: Database, log: EventLog): Promise<Map<string, number>> {
  await migrateProjections(db);
  await db.query('create schema test');
  await db.query('create table test.note_count (incident text primary key, notes bigint not null)');
  const runner = new ProjectionRunner({ db, log, projections: [noteCount], group: 'note-count' });
  await runner.start();
  await expect.poll(() => behind(db, log, noteCount.name), { timeout: 60_000 }).toBe(0);
  await runner.stop();
  const rows = await db.query<{ incident: string; notes: number }>('select * from test.note_count');
  return new Map(rows.map(({ incident, notes }) => [incident, notes]));
}
