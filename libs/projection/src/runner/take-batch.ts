import type { Database, Queryable } from '@hormesis/database';
import type { LogBatch } from '@hormesis/log';
import type { StoredRow } from '../definition/stored-row.js';
import { describeError } from '../fold/describe-error.js';
import { type Folded, fold } from '../fold/fold.js';
import type { Letter } from '../fold/letter.js';
import { type Plan, plan } from '../fold/plan.js';
import { newTo, type Share } from '../fold/share.js';
import type { Build } from '../store/build.js';
import { advance, holdWorkers, type Move, raiseEpoch } from '../store/checkpoint.js';
import { addTally, tallyOf } from '../store/checksum.js';
import { park } from '../store/dead-letters.js';
import { isDataError } from '../store/infrastructure-error.js';
import { lockSharedRows } from '../store/lock-rows.js';
import { loadRows, writeRows } from '../store/rows.js';
import { keepFresh } from '../store/seen.js';
import { countTaken, nameOf } from './count-taken.js';

/** Why the database did not take a build's rows, by {@link nameOf} the build. */
export type Refusals = ReadonlyMap<string, string>;

/** The database found fault with what a build wanted to write. */
export class RowsRefused extends Error {
  override readonly name = 'RowsRefused';
  constructor(
    readonly build: string,
    override readonly cause: unknown,
  ) {
    super(`The database refused rows of ${build}: ${describeError(cause)}`);
  }
}

/**
 * Takes a batch into all its builds in one transaction: checkpoints, identities, rows and dead letters stand or fall
 * together. Returns where they stand after it. Throws `Fenced` when another worker has moved a checkpoint.
 */
export async function takeBatch(
  db: Database,
  batch: LogBatch,
  shares: readonly Share[],
  refusals: Refusals,
  held: readonly Build[] = [],
): Promise<Share[]> {
  try {
    return await takeOnce(db, batch, shares, refusals, held);
  } catch (error) {
    if (!(error instanceof WorkersNotHeld)) throw error;
    return takeBatch(db, batch, shares, refusals, [...held, error.build]);
  }
}

/**
 * A build has rows to park, of which all its workers must learn. Two of them that find this out at once would wait for
 * each other: so the transaction is begun anew, and holds all workers of that build before it moves one.
 */
class WorkersNotHeld extends Error {
  override readonly name = 'WorkersNotHeld';
  constructor(readonly build: Build) {
    super(`The workers of ${nameOf(build)} are not held.`);
  }
}

async function takeOnce(
  db: Database,
  batch: LogBatch,
  shares: readonly Share[],
  refusals: Refusals,
  held: readonly Build[],
): Promise<Share[]> {
  const plans = shares.map((share) => plan(share, newTo(share, batch)));
  const moving = shares.map((share) => ({ share, move: moveOf(share, batch) }));
  const next = { topic: batch.topic, partition: batch.partition, offset: batch.nextOffset };
  const taken = await db.transaction(async (tx) => {
    if (held.length > 0) await holdWorkers(tx, held, { ...next, keepers: shares.map(({ build }) => build) });
    await advance(
      tx,
      moving.map(({ move }) => move),
      next,
    );
    const fresh = await keepFresh(tx, foldedOf(plans));
    await lockSharedRows(tx, fresh);
    return takeIn(tx, [...fresh, ...othersOf(plans)], refusals, held);
  });
  for (const { share, processed, letters } of taken) countTaken(share.build.name, processed, letters.length);
  return moving.map(({ share, move }) => moved(share, move, batch.nextOffset, taken));
}

/** How the checkpoint of a share moves with a batch. */
export function moveOf(share: Share, batch: LogBatch): Move {
  return { mark: share.mark, tally: addTally(share.mark.tally, tallyOf(newTo(share, batch))) };
}

function foldedOf(plans: readonly Plan[]): Plan[] {
  return plans.filter(({ share }) => share.build.projection.rows === 'folded');
}

function othersOf(plans: readonly Plan[]): Plan[] {
  return plans.filter(({ share }) => share.build.projection.rows !== 'folded');
}

type Taken = { share: Share; processed: number; letters: readonly Letter[] };

async function takeIn(
  tx: Queryable,
  plans: readonly Plan[],
  refusals: Refusals,
  held: readonly Build[],
): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const { share, steps, unreadable } of plans) {
    if (steps.length === 0 && unreadable.length === 0) continue;
    const { build } = share;
    const folded = await foldAndWrite(tx, share, steps, refusals.get(nameOf(build)));
    const letters = [...unreadable, ...folded.letters].sort((a, b) => a.position.offset - b.position.offset);
    const hasMore = newlyParked(share, letters).length > 0;
    if (hasMore && !held.includes(build)) throw new WorkersNotHeld(build);
    await park(
      tx,
      letters.map((letter) => ({ keeper: build, letter })),
    );
    if (hasMore) await raiseEpoch(tx, build);
    const late = new Set(folded.letters.map(({ position }) => position.offset));
    taken.push({ share, processed: steps.length - late.size, letters });
  }
  return taken;
}

/** Loads the touched rows, folds, and writes what changed. */
async function foldAndWrite(
  tx: Queryable,
  { build, parked }: Share,
  steps: Plan['steps'],
  refusal: string | undefined,
): Promise<Folded> {
  const { projection, table } = build;
  const keys = new Map(steps.flatMap((step) => [...step.keys]));
  try {
    const stored =
      projection.rows === 'folded' ? await loadRows(tx, table, [...keys.values()]) : nothingStored;
    const folded = fold(projection, steps, { stored, parked, refusal });
    await writeRows(tx, table, projection.rows, folded.changes);
    return folded;
  } catch (error) {
    throw isDataError(error) ? new RowsRefused(nameOf(build), error) : error;
  }
}

const nothingStored: ReadonlyMap<string, StoredRow> = new Map();

/** Rows that wait from now on. */
export function newlyParked({ parked }: Share, letters: readonly Letter[]): string[] {
  return letters.flatMap(({ rowKey }) => (rowKey === null || parked.has(rowKey) ? [] : [rowKey]));
}

/** The share as it stands after the transaction, in which nobody else could have changed its checkpoint. */
function moved(share: Share, { mark, tally }: Move, known: number, taken: readonly Taken[]): Share {
  const letters = taken.find((one) => one.share === share)?.letters ?? [];
  const more = newlyParked(share, letters);
  return {
    build: share.build,
    mark: { ...mark, known, tally, epoch: mark.epoch + (more.length > 0 ? 1 : 0) },
    parked: more.length > 0 ? new Set([...share.parked, ...more]) : share.parked,
  };
}
