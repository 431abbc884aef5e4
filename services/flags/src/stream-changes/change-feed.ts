import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { FlagBoard } from '../sync-flags/flag-board.js';

/** So many versions are remembered, to tell a client that asks for one of them that we have it. */
const remembered = 256;

/** What a change of the flags is, as far as a client is told: which version they have now, and since when. */
export type FlagChange = {
  version: string;
  /** Seconds since 1970. */
  lastModified: number;
};

type Listener = (change: FlagChange) => void;

/**
 * Tells of changes to the flags. All that happen in one turn of the event loop are one: who hears of it asks for what is
 * new, so only the last version counts.
 */
@Injectable()
export class ChangeFeed implements OnModuleDestroy {
  private readonly listeners = new Set<Listener>();
  private readonly known = new Set<string>();
  private readonly end: () => void;
  private telling: NodeJS.Immediate | undefined;
  private lastModified = Date.now();

  constructor(private readonly board: FlagBoard) {
    this.end = board.onChange(() => {
      this.lastModified = Date.now();
      this.telling ??= setImmediate(() => this.tell());
    });
  }

  onModuleDestroy(): void {
    this.end();
    clearImmediate(this.telling);
  }

  /** The version that the flags have now. */
  current(): FlagChange {
    return { version: this.board.set.version, lastModified: Math.floor(this.lastModified / 1_000) };
  }

  /** @returns ends it */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Resolves when the flags have, or had, a version: another copy may have told a client of it before we know it. Gives up
   * after `patienceMs`, for an answer that is a little old is better than none.
   */
  async reach(version: string, patienceMs: number): Promise<void> {
    if (this.has(version)) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        end();
        resolve();
      };
      const timer = setTimeout(done, patienceMs);
      const end = this.subscribe(() => {
        if (this.has(version)) done();
      });
    });
  }

  private has(version: string): boolean {
    return this.known.has(version) || this.board.set.version === version;
  }

  private tell(): void {
    this.telling = undefined;
    const change = this.current();
    this.known.add(change.version);
    const [oldest] = this.known;
    if (this.known.size > remembered && oldest !== undefined) this.known.delete(oldest);
    for (const listener of this.listeners) listener(change);
  }
}
