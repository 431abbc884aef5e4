import { encodeEvent } from '@hormesis/events';
import { type LogEntry, partitionOf } from '@hormesis/log';
import pg from 'pg';
import { readPostgres } from '../raw/read-postgres.js';
import { type Setting, type Subject, topic } from './subject.js';

const table = `create table if not exists bench_record (
  position bigserial primary key, topic text not null, partition int not null, key text not null, event text not null,
  appended_at timestamptz not null default now())`;
const statement =
  'insert into bench_record (topic, partition, key, event) select $1, * from unnest($2::int[], $3::text[], $4::text[])';
const partitions = 4;

/**
 * A table whose positions are a `bigserial`, with one index, and one `insert` for each append, on a connection for each
 * writer. No receipts, no order of commit, nobody is woken: what one would write first. Reads the table of the log.
 */
export async function insertSubject({ stage, writers }: Setting): Promise<Subject> {
  const pool = new pg.Pool({ connectionString: stage.url, max: writers });
  await pool.query(table);
  return {
    append: (entries: readonly LogEntry[]) =>
      pool.query({
        name: 'insert',
        text: statement,
        values: [
          topic,
          entries.map(({ key }) => partitionOf(key, partitions)),
          entries.map(({ key }) => key),
          entries.map(({ event }) => JSON.stringify(encodeEvent(event))),
        ],
      }),
    read: async (heads, handle) => {
      await readPostgres(stage, heads, { lanes: heads.length, handle: async ({ length }) => handle(length) });
    },
    close: () => pool.end(),
  };
}
