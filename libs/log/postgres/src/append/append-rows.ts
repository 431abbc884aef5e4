import type { Queryable } from '@hormesis/database';
import { encodeEvent } from '@hormesis/events';
import { type Appended, type LogEntry, partitionOf, receiptKey } from '@hormesis/log';
import { digest } from '../receipts/digest.js';

/** One entry as it goes into the table. */
export type Row = { partition: number; key: string; digest: string; event: string };

export function rowOf(topic: string, partitions: number, { key, event }: LogEntry): Row {
  return {
    partition: partitionOf(key, partitions),
    key,
    digest: digest(topic, receiptKey(event)),
    event: JSON.stringify(encodeEvent(event)),
  };
}

type Answer = { partitions: number[]; offsets: number[]; duplicates: boolean[] };

/** Appends the rows in one statement. */
export async function appendRows(on: Queryable, topic: string, rows: readonly Row[]): Promise<Appended[]> {
  if (rows.length === 0) return [];
  const [answer] = await on.query<Answer>('select * from log.append($1, $2, $3, $4, $5)', [
    topic,
    rows.map((row) => row.partition),
    rows.map((row) => row.key),
    rows.map((row) => row.digest),
    rows.map((row) => row.event),
  ]);
  return rows.map((_, i) => ({
    position: { topic, partition: answer?.partitions[i] ?? 0, offset: answer?.offsets[i] ?? 0 },
    duplicate: answer?.duplicates[i] ?? false,
  }));
}
