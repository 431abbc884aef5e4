import type { Queryable } from '@hormesis/database';
import type { RowComparison, RowDifference } from '../../builds/build-report.js';
import { quoted } from '../../builds/relation.js';
import type { Table } from '../../definition/stored-row.js';
import { columnsOf } from '../../store/rows.js';

const mostExamples = 10;

type Totals = { rows: number; checksum: string };

/** Compares the rows of two tables of one shape: first by a checksum of all, and only if that differs one by one. */
export async function compareRows(
  db: Queryable,
  table: Table,
  { live, built }: { live: string; built: string },
): Promise<RowComparison> {
  const [before, after] = [await totals(db, table, live), await totals(db, table, built)];
  const same = { live: before.rows, built: after.rows, onlyLive: 0, onlyBuilt: 0, changed: 0, examples: [] };
  if (before.rows === after.rows && before.checksum === after.checksum) return same;
  return { ...same, ...(await differences(db, table, live, built)) };
}

/** The checksum does not depend on the order of rows. */
async function totals(db: Queryable, table: Table, relation: string): Promise<Totals> {
  const [found] = await db.query<Totals>(
    `SELECT count(*) AS rows, coalesce(sum(h), 0)::text AS checksum FROM (SELECT ${hashOf(table)} AS h FROM ${relation} t) hashed`,
  );
  return found ?? { rows: 0, checksum: '0' };
}

type Differences = Pick<RowComparison, 'onlyLive' | 'onlyBuilt' | 'changed' | 'examples'>;

async function differences(db: Queryable, table: Table, live: string, built: string): Promise<Differences> {
  const keys = table.keys.map(({ sqlName }) => quoted(sqlName));
  const kind = `CASE WHEN n.h IS NULL THEN 'only-live' WHEN l.h IS NULL THEN 'only-built' ELSE 'changed' END`;
  const key = `jsonb_build_object(${table.keys.map(({ name, sqlName }) => `'${name}', ${quoted(sqlName)}`).join(', ')})`;
  const rows = await db.query<{
    kind: RowDifference['kind'];
    count: number;
    examples: RowDifference['key'][];
  }>(
    `WITH different AS (
       SELECT ${kind} AS kind, ${key} AS key
       FROM (SELECT ${keys.join(', ')}, ${hashOf(table)} AS h FROM ${live} t) l
       FULL JOIN (SELECT ${keys.join(', ')}, ${hashOf(table)} AS h FROM ${built} t) n USING (${keys.join(', ')})
       WHERE l.h IS DISTINCT FROM n.h)
     SELECT kind, count(*) AS count,
            (SELECT jsonb_agg(e.key) FROM (SELECT d.key FROM different d WHERE d.kind = different.kind
                                           ORDER BY d.key LIMIT ${mostExamples}) e) AS examples
     FROM different GROUP BY kind`,
  );
  const countOf = (wanted: RowDifference['kind']) => rows.find((row) => row.kind === wanted)?.count ?? 0;
  const examples = rows.flatMap((row) => row.examples.map((example) => ({ kind: row.kind, key: example })));
  return {
    onlyLive: countOf('only-live'),
    onlyBuilt: countOf('only-built'),
    changed: countOf('changed'),
    examples: examples.slice(0, mostExamples),
  };
}

/** Of a row 64 bits that differ when a value does. There is no hash of `json`, so its text is taken. */
function hashOf(table: Table): string {
  const values = columnsOf(table).map(({ sqlName, column }) =>
    column.sql === 'json' ? `t.${quoted(sqlName)}::text` : `t.${quoted(sqlName)}`,
  );
  return `hash_record_extended(ROW(${values.join(', ')}), 0)`;
}
