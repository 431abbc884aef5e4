import type { Database } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import { LetterClerk } from './letter-clerk.js';
import { looseRequested } from './requested.js';
import { type ReactionAtWork, retryReaction } from './retry-reaction.js';

const atOnce = 50;

/** Lets reactions handle the events again for which that was asked, each reaction's in order. */
export function clerkOfReactions(
  db: Database,
  log: EventLog,
  reactions: readonly ReactionAtWork[],
): LetterClerk {
  return new LetterClerk({
    db,
    names: reactions.map(({ keeper }) => keeper.name),
    retry: async ({ name, build }, signal) => {
      const reaction = reactions.find(({ keeper }) => keeper.name === name && keeper.build === build);
      if (reaction) await retryAll(db, log, reaction, signal);
    },
  });
}

async function retryAll(
  db: Database,
  log: EventLog,
  reaction: ReactionAtWork,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const seqs = await looseRequested(db, reaction.keeper, atOnce);
    if (seqs.length === 0) return;
    for (const seq of seqs) {
      if (signal.aborted || !(await retryReaction(db, log, reaction, seq))) return;
    }
  }
}
