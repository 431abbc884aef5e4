import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, StatementError } from '@hormesis/database';
import { beginOf, dayAfter } from './day.js';
import { deleteByBlocks } from './delete-by-blocks.js';

export type Days = {
  /** The column of time by which the table is partitioned. */
  column: string;
  /** How many days are kept, beside today. */
  keep: number;
  /** How many days are made ahead. Default 2. */
  ahead?: number;
};

export type DaysReport = { made: number; dropped: number; deleted: number };

type Part = { relation: string; first: string | null; end: string | null };

/** Waiting for a lock holds up those behind; so not for long, but several times. */
const lockPatience = '200ms';
const attempts = 25;
const pauseMs = 200;

/** `lock_not_available` and `query_canceled`: somebody is at work on the table. */
const isBusy = new Set(['55P03', '57014', '40P01']);
/** The default partition holds rows of the day. */
const hasRows = '23514';

/**
 * Keeps the partitions of a table that is partitioned by time: one a day (UTC), from the oldest that is kept to some days
 * ahead; older ones are dropped whole. A day of which the default partition holds rows already gets none: they stay
 * there until they are too old, and are deleted then, bit by bit.
 */
export async function keepDayPartitions(
  db: Database,
  relation: string,
  { column, keep, ahead = 2 }: Days,
  now: Date,
  signal?: AbortSignal,
): Promise<DaysReport> {
  const report: DaysReport = { made: 0, dropped: 0, deleted: 0 };
  const oldest = beginOf(dayAfter(now, -keep));
  const parts = await partsOf(db, relation);
  for (const { relation: part, end } of parts) {
    if (end !== null && end <= oldest && !signal?.aborted) {
      await patiently(db, signal, [`DROP TABLE ${part}`]);
      report.dropped += 1;
    }
  }
  const rest = parts.find(({ first }) => first === null);
  if (rest)
    report.deleted = await deleteByBlocks(db, rest.relation, `${column} < $1::timestamptz`, [oldest], signal);
  for (let n = -keep; n <= ahead && !signal?.aborted; n += 1) {
    const [day, next] = [dayAfter(now, n), dayAfter(now, n + 1)];
    if (parts.some(({ first }) => first === beginOf(day))) continue;
    if (rest && (await holdsRows(db, rest.relation, column, day, next))) continue;
    if (await makeDay(db, relation, day, next, signal)) report.made += 1;
  }
  return report;
}

async function makeDay(
  db: Database,
  relation: string,
  day: string,
  next: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const part = relation.replace(/"?$/, (quote) => `_${day.replaceAll('-', '')}${quote}`);
  try {
    await patiently(db, signal, [
      `CREATE TABLE ${part} (LIKE ${relation} INCLUDING ALL)`,
      `ALTER TABLE ${relation} ATTACH PARTITION ${part} FOR VALUES FROM ('${beginOf(day)}') TO ('${beginOf(next)}')`,
    ]);
    return true;
  } catch (error) {
    if (error instanceof StatementError && error.code === hasRows) return false;
    throw error;
  }
}

/** Runs statements in one transaction that gives up early where it has to wait, and tries again after a while. */
async function patiently(
  db: Database,
  signal: AbortSignal | undefined,
  statements: readonly string[],
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await db.transaction(async (tx) => {
        await tx.query(`SET LOCAL lock_timeout = '${lockPatience}'`);
        await tx.query(`SET LOCAL statement_timeout = '5s'`);
        for (const statement of statements) await tx.query(statement);
      });
      return;
    } catch (error) {
      const isTransient = error instanceof StatementError && isBusy.has(error.code ?? '');
      if (!isTransient || attempt === attempts || signal?.aborted) throw error;
      await sleep(pauseMs);
    }
  }
}

function partsOf(db: Database, relation: string): Promise<Part[]> {
  const bound = (n: number) =>
    `(regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''([^'']+)''\\) TO \\(''([^'']+)''\\)'))[${n}]::timestamptz`;
  return db.query<Part>(
    `SELECT c.oid::regclass::text AS relation, ${bound(1)} AS first, ${bound(2)} AS "end"
     FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass($1) ORDER BY c.relname`,
    [relation],
  );
}

async function holdsRows(
  db: Database,
  rest: string,
  column: string,
  day: string,
  next: string,
): Promise<boolean> {
  const [answer] = await db.query<{ some: boolean }>(
    `SELECT EXISTS (SELECT FROM ${rest} WHERE ${column} >= $1::timestamptz AND ${column} < $2::timestamptz) AS some`,
    [beginOf(day), beginOf(next)],
  );
  return answer?.some === true;
}
