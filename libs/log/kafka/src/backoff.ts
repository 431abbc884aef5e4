import { setTimeout as pause } from 'node:timers/promises';

/** Pauses that double: 100 ms to 10 s. */
export class Backoff {
  readonly #shortestMs: number;
  readonly #longestMs: number;
  #nextMs: number;

  constructor(shortestMs = 100, longestMs = 10_000) {
    this.#shortestMs = shortestMs;
    this.#longestMs = longestMs;
    this.#nextMs = shortestMs;
  }

  /** Ends early, and quietly, when the signal is given. */
  async wait(signal: AbortSignal): Promise<void> {
    const ms = this.#nextMs;
    this.#nextMs = Math.min(this.#longestMs, ms * 2);
    await pause(ms, undefined, { signal }).catch(() => undefined);
  }

  reset(): void {
    this.#nextMs = this.#shortestMs;
  }
}
