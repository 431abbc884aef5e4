import { setTimeout as wait } from 'node:timers/promises';
import { Api } from './api.js';

const patienceMs = 60_000;

/** Sends until it is told that what it sent was taken, as a client must that wants to lose nothing. */
export class StubbornSender {
  /** Ids of events that were acknowledged. */
  readonly acknowledged = new Set<string>();
  /** How often something had to be sent again. */
  resent = 0;
  private readonly api: Api;

  constructor(server: { url: string; token: string }) {
    this.api = new Api(server);
  }

  async send(events: readonly { id: string }[]): Promise<void> {
    const receipts = await this.untilTaken(() => this.api.send(events));
    for (const { id } of receipts) this.acknowledged.add(id);
  }

  async command(method: string, path: string, body: unknown): Promise<void> {
    await this.untilTaken(() => this.api.command(method, path, body));
  }

  private async untilTaken<T>(attempt: () => Promise<T>): Promise<T> {
    const end = Date.now() + patienceMs;
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (Date.now() > end) throw error;
        this.resent += 1;
        await wait(25);
      }
    }
  }
}

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
