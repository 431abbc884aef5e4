import type { Database } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import { describeError } from '../fold/describe-error.js';
import type { Reaction } from '../reaction/reaction.js';
import { countTaken } from '../runner/count-taken.js';
import type { Keeper } from '../store/checkpoint.js';
import type { Drained } from './drain-rows.js';
import { isMine } from './lock-build.js';
import { holdLetter, loadLoose, recordOf } from './loose-letter.js';
import { noteFailures, removeLetters } from './outcome.js';

/**
 * Lets a reaction handle the event of a letter once more. The letter goes when the handler is done; a process that dies
 * in between leaves it, and the handler runs again. `undefined`: another process is at it.
 * @throws what the handler threw, if `isInfrastructure`: then nothing has changed, and the request stands
 */
export async function retryReaction(
  db: Database,
  log: EventLog,
  { reaction, keeper, isInfrastructure }: ReactionAtWork,
  seq: number,
): Promise<Drained | undefined> {
  const letter = await loadLoose(db, seq);
  if (!letter) return nothing;
  const record = await recordOf(log, letter);
  const drained = await db.transaction(async (tx) => {
    if (!(await isMine(tx, keeper))) return undefined;
    if (!(await holdLetter(tx, seq))) return nothing;
    if (!('event' in record)) {
      await noteFailures(tx, [{ seq, ...record }]);
      return { taken: 0, failed: 1 };
    }
    try {
      await reaction.on(record.event, record);
    } catch (error) {
      if (isInfrastructure(error)) throw error;
      await noteFailures(tx, [{ seq, reason: 'failed', error: describeError(error) }]);
      return { taken: 0, failed: 1 };
    }
    await removeLetters(tx, [seq]);
    return { taken: 1, failed: 0 };
  });
  if (drained) countTaken(keeper.name, drained.taken, 0);
  return drained;
}

const nothing: Drained = { taken: 0, failed: 0 };

export type ReactionAtWork = {
  reaction: Reaction;
  keeper: Keeper;
  isInfrastructure: (error: unknown) => boolean;
};
