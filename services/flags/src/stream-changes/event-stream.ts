import type { Writable } from 'node:stream';

/** A client that takes nothing for so long is let go, milliseconds. */
const patienceMs = 30_000;

/**
 * One client of the change stream. What it cannot take now is not kept for it: only that there is something new, and the
 * newest message when it takes again. So a slow client costs no memory, and misses no change.
 */
export class EventStream {
  private behindSince: number | undefined;

  constructor(
    private readonly out: Writable,
    private readonly newest: () => string,
  ) {
    out.on('drain', () => this.catchUp());
  }

  send(message: string): void {
    if (this.out.destroyed) return;
    if (this.out.writableNeedDrain) this.behindSince ??= performance.now();
    else this.out.write(message);
  }

  /** Keeps the connection; ends it when the client has taken nothing for too long. */
  beat(): void {
    if (this.behindSince !== undefined && performance.now() - this.behindSince > patienceMs)
      this.out.destroy();
    else if (!this.out.writableNeedDrain) this.out.write(': alive\n\n');
  }

  end(): void {
    this.out.end();
  }

  private catchUp(): void {
    if (this.behindSince === undefined) return;
    this.behindSince = undefined;
    this.out.write(this.newest());
  }
}
