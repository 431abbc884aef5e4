import type { Database, Queryable } from '@hormesis/database';
import type { EventLog, EventRecord } from '@hormesis/log';
import { type Step, stepFor } from '../fold/plan.js';
import { countTaken } from '../runner/count-taken.js';
import type { Build } from '../store/build.js';
import { holdWorkers } from '../store/checkpoint.js';
import { parkedKeys } from '../store/dead-letters.js';
import { keepFresh } from '../store/seen.js';
import type { Drained } from './drain-rows.js';
import { holdBuild, isMine } from './lock-build.js';
import { holdLetter, loadLoose, recordOf } from './loose-letter.js';
import { type Failed, noteFailures, removeLetters } from './outcome.js';
import { takeIn, undoing } from './take-in.js';

/**
 * Tries a letter that stands in no row: takes it in as if it came now, whole or not at all. If a row that it turns out
 * to concern waits behind other letters, so does it. `undefined`: as for `drainRows`.
 */
export async function retryLoose(
  db: Database,
  log: EventLog,
  build: Build,
  seq: number,
): Promise<Drained | undefined> {
  const letter = await loadLoose(db, seq);
  if (!letter) return nothing;
  const record = await recordOf(log, letter);
  const drained = await db.transaction(async (tx) => {
    if (!(await isMine(tx, build))) return undefined;
    await holdWorkers(tx, [build]);
    if (!(await holdBuild(tx, build))) return undefined;
    if (!(await holdLetter(tx, seq))) return nothing;
    const failed = 'event' in record ? await takeWhole(tx, build, record, letter.event === null) : record;
    if (failed) await noteFailures(tx, [{ seq, ...failed }]);
    else await removeLetters(tx, [seq]);
    return failed ? { taken: 0, failed: 1 } : { taken: 1, failed: 0 };
  });
  if (drained) countTaken(build.name, drained.taken, 0);
  return drained;
}

const nothing: Drained = { taken: 0, failed: 0 };

/** Why it could not be taken in, if so; then nothing is written. */
async function takeWhole(
  tx: Queryable,
  build: Build,
  record: EventRecord,
  isNew: boolean,
): Promise<Failed | undefined> {
  const step = stepFor(build.projection, record);
  if (!step) return undefined;
  if (step.failure !== null) return { reason: 'failed', error: step.failure };
  const parked = await parkedKeys(tx, build);
  const waiting = [...step.keys.keys()].find((rowKey) => parked.has(rowKey));
  if (waiting !== undefined) return { reason: 'failed', error: `${waiting} waits behind other letters.` };
  try {
    await undoing(tx, () => takeOrThrow(tx, build, step, isNew));
    return undefined;
  } catch (error) {
    if (error instanceof NotTaken) return error.failed;
    throw error;
  }
}

class NotTaken extends Error {
  override readonly name = 'NotTaken';
  constructor(readonly failed: Failed) {
    super(failed.error);
  }
}

/** An event that could not be read was not noted as seen; it may have come again since. */
async function takeOrThrow(tx: Queryable, build: Build, step: Step, isNew: boolean): Promise<void> {
  const isFolded = build.projection.rows === 'folded';
  const plans = [{ share: { build }, steps: [step] }];
  const [fresh] = isNew && isFolded ? await keepFresh(tx, plans) : plans;
  const [failed] = await takeIn(tx, build, fresh?.steps ?? []);
  if (failed) throw new NotTaken(failed);
}
