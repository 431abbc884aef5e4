import type { Queryable } from '@hormesis/database';
import { encodeEvent } from '@hormesis/events';
import { type Appended, type LogEntry, type Position, partitionOf, receiptKey } from '@hormesis/log';
import { intArray, textArray, uuidArray } from '../binary-arrays.js';
import { digest } from '../receipts/digest.js';

/** One entry as it goes into the table. */
export type Row = { partition: number; key: string; digest: Buffer; event: string };

export function rowOf(topic: string, partitions: number, { key, event }: LogEntry): Row {
  return {
    partition: partitionOf(key, partitions),
    key,
    digest: digest(topic, receiptKey(event)),
    event: JSON.stringify(encodeEvent(event)),
  };
}

type Answer = {
  bases: number[] | null;
  known_ords: number[] | null;
  known_partitions: number[] | null;
  known_offsets: number[] | null;
};

/** Appends the rows in one statement. */
export async function appendRows(on: Queryable, topic: string, rows: readonly Row[]): Promise<Appended[]> {
  const [first] = rows;
  if (!first) return [];
  return rows.length === 1 ? [await appendRow(on, topic, first)] : appendMany(on, topic, rows);
}

type Placed = { partition: number; offset: number; duplicate: boolean };

async function appendRow(on: Queryable, topic: string, row: Row): Promise<Appended> {
  const [placed] = await on.query<Placed>('select * from log.put_one($1, $2, $3, $4, $5)', [
    topic,
    row.partition,
    row.key,
    row.digest.toString('hex'),
    row.event,
  ]);
  const { partition, offset, duplicate } = placed ?? missing(topic);
  return { position: { topic, partition, offset }, duplicate };
}

async function appendMany(on: Queryable, topic: string, rows: readonly Row[]): Promise<Appended[]> {
  const { firsts, places } = distinct(rows);
  const [answer] = await on.query<Answer>('select * from log.put($1, $2, $3, $4, $5, $6)', [
    topic,
    intArray(firsts.map((row) => row.partition)),
    intArray(ranksOf(firsts)),
    textArray(firsts.map((row) => row.key)),
    uuidArray(firsts.map((row) => row.digest)),
    textArray(firsts.map((row) => row.event)),
  ]);
  const appended = appendedOf(topic, firsts, answer ?? missing(topic));
  const answered = new Set<number>();
  return places.map((place) => {
    const { position, duplicate } = appended[place] ?? missing(topic);
    const isAgain = answered.has(place);
    answered.add(place);
    return { position, duplicate: duplicate || isAgain };
  });
}

/** Each digest once, and for each row which of those it is. */
function distinct(rows: readonly Row[]): { firsts: Row[]; places: number[] } {
  const firsts: Row[] = [];
  const placeOf = new Map<string, number>();
  const places = rows.map((row) => {
    const id = row.digest.toString('latin1');
    const known = placeOf.get(id);
    if (known !== undefined) return known;
    placeOf.set(id, firsts.length);
    return firsts.push(row) - 1;
  });
  return { firsts, places };
}

function ranksOf(rows: readonly Row[]): number[] {
  const next: number[] = [];
  return rows.map(({ partition }) => {
    const rank = next[partition] ?? 0;
    next[partition] = rank + 1;
    return rank;
  });
}

function appendedOf(topic: string, rows: readonly Row[], answer: Answer): Appended[] {
  const known = new Map<number, Position>();
  for (const [n, ord] of (answer.known_ords ?? []).entries()) {
    const partition = answer.known_partitions?.[n] ?? -1;
    known.set(ord - 1, { topic, partition, offset: answer.known_offsets?.[n] ?? -1 });
  }
  const next = [...(answer.bases ?? [])];
  return rows.map(({ partition }, n) => {
    const stands = known.get(n);
    if (stands) return { position: stands, duplicate: true };
    const offset = next[partition] ?? missing(topic);
    next[partition] = offset + 1;
    return { position: { topic, partition, offset }, duplicate: false };
  });
}

function missing(topic: string): never {
  throw new Error(`The log gave no position in ${topic}.`);
}
