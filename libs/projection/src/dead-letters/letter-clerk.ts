import type { Database, Listening } from '@hormesis/database';
import { logger } from '@hormesis/telemetry';
import type { Keeper } from '../store/checkpoint.js';
import { lettersChannel } from './letters-channel.js';
import { keepersRequested } from './requested.js';

/** How often a clerk looks by itself, milliseconds: what notifies it is only a hint. */
const lookEveryMs = 1_000;

export type LetterClerkOptions = {
  db: Database;
  /** The projections and reactions whose code this process has. */
  names: readonly string[];
  /** Tries all letters of a keeper again for which that was asked, unless the signal says to stop. */
  retry: (keeper: Keeper, signal: AbortSignal) => Promise<void>;
};

/**
 * Carries out what is asked of dead letters, wherever the code for it runs: it looks whenever it is told to, and every
 * second. What cannot be done now stays asked for.
 */
export class LetterClerk {
  private readonly log = logger('dead-letters');
  private readonly stopping = new AbortController();
  private working: Promise<void> | undefined;
  private isWanted = false;
  private timer: NodeJS.Timeout | undefined;
  private listening: Listening | undefined;

  constructor(private readonly options: LetterClerkOptions) {}

  async start(): Promise<void> {
    this.listening = await this.options.db.listen(lettersChannel, () => this.look());
    if (this.stopping.signal.aborted) return this.listening.stop();
    this.timer = setInterval(() => this.look(), lookEveryMs);
    this.timer.unref();
    this.look();
  }

  /** Finishes the transaction that it is at. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    await this.listening?.stop();
    await this.working;
  }

  private look(): void {
    this.isWanted = true;
    this.working ??= this.workWhileWanted().finally(() => {
      this.working = undefined;
    });
  }

  private async workWhileWanted(): Promise<void> {
    while (this.isWanted && !this.stopping.signal.aborted) {
      this.isWanted = false;
      for (const keeper of await this.requested()) await this.retry(keeper);
    }
  }

  /** Where the database is away, there is nothing to do; the workers tell of it. */
  private requested(): Promise<readonly Keeper[]> {
    return keepersRequested(this.options.db, this.options.names).catch(() => []);
  }

  private async retry(keeper: Keeper): Promise<void> {
    try {
      await this.options.retry(keeper, this.stopping.signal);
    } catch (err) {
      this.log.warn({ err, projection: keeper.name }, 'dead letters wait: they will be tried again');
    }
  }
}
