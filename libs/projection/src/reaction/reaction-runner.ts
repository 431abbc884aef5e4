import type { Database } from '@hormesis/database';
import type { EventLog, TopicPartition } from '@hormesis/log';
import { clerkOfReactions } from '../dead-letters/clerk-of-reactions.js';
import type { LetterClerk } from '../dead-letters/letter-clerk.js';
import { isInfrastructureError } from '../store/infrastructure-error.js';
import type { Reaction } from './reaction.js';
import { ReactionWorker } from './reaction-worker.js';

export type ReactionRunnerOptions = {
  db: Database;
  log: EventLog;
  reactions: readonly Reaction[];
  /** Prefix of the consumer groups: runners with the same one share the partitions. Default `hormesis`. */
  group?: string;
  /** How often a handler is tried before its event is parked. Default 5. */
  attempts?: number;
  /** Pause after the first failed try, milliseconds; doubles with each, up to 5 s. Default 100. */
  firstPauseMs?: number;
  /** Which errors are not the event's fault, and are retried without end. Default {@link isInfrastructureError}. */
  isInfrastructure?: (error: unknown) => boolean;
  /** Told of every failed try; the runner itself goes on. */
  onError?: (error: unknown, where: TopicPartition & { reaction: string; offset?: number }) => void;
};

/** Runs reactions, each at its own pace with its own checkpoint. */
export class ReactionRunner {
  private readonly workers: readonly ReactionWorker[];
  private readonly clerk: LetterClerk;

  constructor(options: ReactionRunnerOptions) {
    const { reactions, attempts = 5, firstPauseMs = 100, onError } = options;
    const { db, log, group = 'hormesis', isInfrastructure = isInfrastructureError } = options;
    this.workers = reactions.map(
      (reaction) =>
        new ReactionWorker(reaction, {
          db,
          log,
          group,
          attempts,
          firstPauseMs,
          isInfrastructure,
          onError: onError ?? (() => undefined),
        }),
    );
    this.clerk = clerkOfReactions(
      db,
      log,
      this.workers.map(({ reaction, keeper }) => ({ reaction, keeper, isInfrastructure })),
    );
  }

  /** Resolves when every reaction has partitions, or waits for some. */
  async start(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.start()));
    await this.clerk.start();
  }

  /** Finishes the running handlers. */
  async stop(): Promise<void> {
    await Promise.all([this.clerk.stop(), ...this.workers.map((worker) => worker.stop())]);
  }
}
