import type { TopicPartition } from '@hormesis/log';
import type { StoredRow } from '../definition/stored-row.js';
import type { Build } from './build.js';
import { type Move, moveMarks, moveParams } from './checkpoint.js';
import { columnsOf, rowParams, upsert } from './rows.js';

/** What a build writes for a batch, and how its checkpoint moves. */
export type Writing = { build: Build; move: Move; rows: readonly StoredRow[] };

export type Statement = { sql: string; params: unknown[] };

/**
 * One statement that moves checkpoints to `offset` and writes the rows of each build whose checkpoint it could move; a
 * build that another worker has moved stays as it is. It answers with those that it moved.
 */
export function writeAlone(
  writings: readonly Writing[],
  { topic, partition }: TopicPartition,
  offset: number,
): Statement {
  const params: unknown[] = [...moveParams(writings.map(({ move }) => move)), topic, partition, offset];
  const upserts = writings.flatMap(({ build, rows }, n) => {
    if (rows.length === 0) return [];
    const first = params.length + 1;
    params.push(...rowParams(columnsOf(build.table), rows));
    return [`, rows_${n} AS (${upsert(build.table, build.projection.rows, first, hasMoved(build))})`];
  });
  return {
    sql: `WITH moved AS (${moveMarks})${upserts.join('')} SELECT projection, build FROM moved`,
    params,
  };
}

function hasMoved({ name, build }: Build): string {
  return `EXISTS (SELECT FROM moved WHERE projection = '${name.replaceAll("'", "''")}' AND build = ${build})`;
}
