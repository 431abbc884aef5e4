import type { Database } from '@hormesis/database';
import { formatPosition } from '@hormesis/log';
import type { Projection } from '../definition/projection.js';
import { keyText, type StoredRow } from '../definition/stored-row.js';
import type { Letter } from '../fold/letter.js';
import type { Step } from '../fold/plan.js';
import { countTaken } from '../runner/count-taken.js';
import type { Build } from '../store/build.js';
import { holdWorkers } from '../store/checkpoint.js';
import { holdBuild, isMine } from './lock-build.js';
import { type Failure, noteFailures, removeLetters, requestRest, withdrawRequests } from './outcome.js';
import type { RequestedRow } from './requested.js';
import { takeIn } from './take-in.js';
import { unpark } from './unpark.js';
import { loadWaiting, type Waiting } from './waiting.js';

/** The most letters of one transaction: while it runs, the workers of the build wait. */
const mostLetters = 1_000;

export type Drained = { taken: number; failed: number };

/**
 * Takes the letters of these rows in, each row's in order up to one that fails again: rows, letters and parked keys in
 * one transaction, in which no worker of the build moves. Where there are more letters than fit into one, the request
 * stands for the rest. `undefined`: another process is at it, or the build is no longer kept up to date.
 */
export async function drainRows(
  db: Database,
  build: Build,
  rows: readonly RequestedRow[],
): Promise<Drained | undefined> {
  const drained = await db.transaction(async (tx) => {
    if (!(await isMine(tx, build))) return undefined;
    await holdWorkers(tx, [build]);
    if (!(await holdBuild(tx, build))) return undefined;
    const rowKeys = rows.map(({ rowKey }) => rowKey);
    const found = await loadWaiting(tx, build, rowKeys, mostLetters + 1);
    const letters = found.slice(0, mostLetters);
    const asked = { ...build, projection: askedForRows(build.projection) };
    const staying = await takeIn(tx, asked, letters.map(stepOf(build.projection)));

    const behind = new Set(staying.map(nameOf));
    const taken = letters.filter((letter) => !behind.has(nameOf(letter)));
    const failures = failuresOf(letters, staying);
    const stuck = new Set(staying.flatMap(({ rowKey }) => rowKey ?? []));
    await removeLetters(
      tx,
      taken.map(({ seq }) => seq),
    );
    await noteFailures(tx, failures);
    await withdrawRequests(tx, build, [...stuck]);
    const good = rows.filter(({ rowKey }) => !stuck.has(rowKey));
    const rest = found.length > letters.length ? await requestRest(tx, build, good) : none;
    await unpark(
      tx,
      build,
      good.flatMap(({ rowKey }) => (rest.has(rowKey) ? [] : [rowKey])),
    );
    return { taken: taken.length, failed: failures.length };
  });
  if (drained) countTaken(build.name, drained.taken, 0);
  return drained;
}

const none: ReadonlySet<string> = new Set();

/**
 * A projection that is asked for the row of a letter, and not for those that its event concerns: an event may concern
 * others too, or, by what the code has learnt meanwhile, no longer this one.
 */
function askedForRows(projection: Projection): Projection {
  const { table } = projection;
  return {
    ...projection,
    apply: (row, event, position, key) => {
      const wanted = keyText(table, key);
      const concerns = projection.keysOf(event).some((one) => keyText(table, one) === wanted);
      return concerns ? projection.apply(row, event, position, key) : row;
    },
  };
}

function stepOf({ table }: Projection): (letter: Waiting) => Step {
  return ({ rowKey, record }) => {
    const values = JSON.parse(rowKey) as unknown[];
    const key: StoredRow = Object.fromEntries(table.keys.map(({ name }, n) => [name, values[n]]));
    return { record, keys: new Map([[rowKey, key]]), failure: null };
  };
}

/** What was tried and failed; what stands behind it in its row was not tried. */
function failuresOf(letters: readonly Waiting[], staying: readonly Letter[]): Failure[] {
  const seqs = new Map(letters.map((letter) => [nameOf(letter), letter.seq]));
  return staying.flatMap((letter) => {
    const seq = seqs.get(nameOf(letter));
    if (letter.reason === 'follows' || seq === undefined) return [];
    return [{ seq, reason: letter.reason, error: letter.error }];
  });
}

function nameOf({ position, rowKey }: Pick<Letter, 'position' | 'rowKey'>): string {
  return `${formatPosition(position)} ${rowKey}`;
}
