import type { Database, Transaction } from '@hormesis/database';
import type { LogBatch } from '@hormesis/log';
import type { StoredRow } from '../../definition/stored-row.js';
import { fold } from '../../fold/fold.js';
import type { Letter } from '../../fold/letter.js';
import { plan } from '../../fold/plan.js';
import { newTo, type Share } from '../../fold/share.js';
import { nameOf } from '../../runner/count-taken.js';
import { moveOf, newlyParked, type Refusals, RowsRefused } from '../../runner/take-batch.js';
import { advance, type Move } from '../../store/checkpoint.js';
import { binaryRows } from '../../store/copy-binary.js';
import { park } from '../../store/dead-letters.js';
import { isDataError } from '../../store/infrastructure-error.js';
import { columnsOf } from '../../store/rows.js';

type Load = { share: Share; move: Move; letters: readonly Letter[]; rows: Buffer | null };

/**
 * Takes a batch into builds that nobody reads yet, by COPY into tables without keys, in one transaction with their
 * checkpoints. A row that comes again in a later batch stands there twice until the key is made.
 * @throws {Fenced} when another worker has moved a checkpoint
 */
export async function loadBatch(
  db: Database,
  batch: LogBatch,
  shares: readonly Share[],
  refusals: Refusals,
): Promise<Share[]> {
  const loads = shares.map((share) => loadOf(share, batch, refusals.get(nameOf(share.build))));
  const next = { topic: batch.topic, partition: batch.partition, offset: batch.nextOffset };
  await db.transaction(async (tx) => {
    await advance(
      tx,
      loads.map(({ move }) => move),
      next,
    );
    for (const load of loads) await write(tx, load);
  });
  return loads.map(({ share, move, letters }) => ({
    build: share.build,
    mark: { ...share.mark, known: batch.nextOffset, tally: move.tally },
    parked: new Set([...share.parked, ...newlyParked(share, letters)]),
  }));
}

const nothingStored: ReadonlyMap<string, StoredRow> = new Map();

function loadOf(share: Share, batch: LogBatch, refusal: string | undefined): Load {
  const { projection, table } = share.build;
  const { steps, unreadable } = plan(share, newTo(share, batch));
  const folded = fold(projection, steps, { stored: nothingStored, parked: share.parked, refusal });
  const letters = [...unreadable, ...folded.letters].sort((a, b) => a.position.offset - b.position.offset);
  return {
    share,
    move: moveOf(share, batch),
    letters,
    rows: folded.changes.length === 0 ? null : orRefused(share, () => binaryRows(table, folded.changes)),
  };
}

async function write(tx: Transaction, { share, letters, rows }: Load): Promise<void> {
  const { table } = share.build;
  await park(
    tx,
    letters.map((letter) => ({ keeper: share.build, letter })),
  );
  if (rows === null) return;
  const columns = columnsOf(table).map(({ sqlName }) => `"${sqlName}"`);
  try {
    await tx.copy(`COPY ${table.name} (${columns.join(', ')}) FROM STDIN (FORMAT binary)`, rows);
  } catch (error) {
    throw isDataError(error) ? new RowsRefused(nameOf(share.build), error) : error;
  }
}

function orRefused<T>(share: Share, encode: () => T): T {
  try {
    return encode();
  } catch (error) {
    throw isDataError(error) ? new RowsRefused(nameOf(share.build), error) : error;
  }
}
