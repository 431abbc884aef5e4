import type { Database, Queryable } from '@hormesis/database';
import type { LogBatch } from '@hormesis/log';
import type { Projection } from '../definition/projection.js';
import { describeError } from '../fold/describe-error.js';
import { type Folded, fold } from '../fold/fold.js';
import { type Plan, plan } from '../fold/plan.js';
import { advance } from '../store/checkpoint.js';
import { park, parkedKeys } from '../store/dead-letters.js';
import { isDataError } from '../store/infrastructure-error.js';
import { lockSharedRows } from '../store/lock-rows.js';
import { loadRows, writeRows } from '../store/rows.js';
import { keepFresh } from '../store/seen.js';

/** A projection and the next offset that it has to take in. */
export type Share = { projection: Projection; known: number };

/** Why the database did not take a projection's rows, by the projection's name. */
export type Refusals = ReadonlyMap<string, string>;

/** The database found fault with what a projection wanted to write. */
export class RowsRefused extends Error {
  override readonly name = 'RowsRefused';
  constructor(
    readonly projection: string,
    override readonly cause: unknown,
  ) {
    super(`The database refused rows of ${projection}: ${describeError(cause)}`);
  }
}

/** What became of a batch, for the metrics: events taken in, and events parked, by projection. */
export type Taken = ReadonlyMap<string, { processed: number; parked: number }>;

/**
 * Takes a batch into all its projections in one transaction: checkpoints, identities, rows and dead letters stand or
 * fall together. Throws `Fenced` when another worker has moved a checkpoint.
 */
export function takeBatch(
  db: Database,
  batch: LogBatch,
  shares: readonly Share[],
  refusals: Refusals,
): Promise<Taken> {
  const plans = shares.map(({ projection, known }) =>
    plan(
      projection,
      batch.records.filter(({ position }) => position.offset >= known),
    ),
  );
  const marks = shares.map(({ projection, known }) => ({ keeper: projection, known }));
  const next = { topic: batch.topic, partition: batch.partition, offset: batch.nextOffset };
  return db.transaction(async (tx) => {
    await advance(tx, marks, next);
    const fresh = await keepFresh(tx, plans);
    await lockSharedRows(tx, fresh);
    return takeIn(tx, fresh, refusals);
  });
}

async function takeIn(tx: Queryable, plans: readonly Plan[], refusals: Refusals): Promise<Taken> {
  const working = plans.filter(({ steps, unreadable }) => steps.length > 0 || unreadable.length > 0);
  if (working.length === 0) return new Map();
  const parked = await parkedKeys(
    tx,
    working.map(({ projection }) => projection),
  );
  const taken = new Map<string, { processed: number; parked: number }>();
  for (const { projection, steps, unreadable } of working) {
    const folded = await foldAndWrite(tx, projection, steps, {
      parked: parked.get(projection.name) ?? new Set(),
      refusal: refusals.get(projection.name),
    });
    const letters = [...unreadable, ...folded.letters].sort((a, b) => a.position.offset - b.position.offset);
    await park(
      tx,
      letters.map((letter) => ({ keeper: projection, letter })),
    );
    const late = new Set(folded.letters.map(({ position }) => position.offset));
    taken.set(projection.name, {
      processed: steps.length - late.size,
      parked: late.size + unreadable.length,
    });
  }
  return taken;
}

/** Loads the touched rows, folds, and writes what changed. */
async function foldAndWrite(
  tx: Queryable,
  projection: Projection,
  steps: Plan['steps'],
  before: { parked: ReadonlySet<string>; refusal?: string | undefined },
): Promise<Folded> {
  const keys = new Map(steps.flatMap((step) => [...step.keys]));
  try {
    const stored = await loadRows(tx, projection.table, [...keys.values()]);
    const folded = fold(projection, steps, { stored, ...before });
    await writeRows(tx, projection.table, folded.changes);
    return folded;
  } catch (error) {
    throw isDataError(error) ? new RowsRefused(projection.name, error) : error;
  }
}
