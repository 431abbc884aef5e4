import type { Queryable } from '@hormesis/database';
import { type EventLog, type Position } from '@hormesis/log';
import { positions } from './positions.js';

/** How many records of the log a projection or reaction has still to take in. */
export async function behind(db: Queryable, log: EventLog, name: string): Promise<number> {
  const marks = await positions(db, name);
  const topics = [...new Set(marks.map(({ topic }) => topic))];
  const heads = (await Promise.all(topics.map((topic) => log.heads(topic)))).flat();
  return distance(marks, heads);
}

/** The records between marks and heads; a partition without a mark counts from its beginning. */
export function distance(marks: readonly Position[], heads: readonly Position[]): number {
  const known = new Map(marks.map((mark) => [`${mark.topic}/${mark.partition}`, mark.offset]));
  return heads.reduce((sum, { topic, partition, offset }) => {
    return sum + Math.max(0, offset - (known.get(`${topic}/${partition}`) ?? 0));
  }, 0);
}
