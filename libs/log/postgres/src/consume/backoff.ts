import { pause } from './pause.js';

/** 100 ms, doubling to 10 s. */
export class Backoff {
  #next = 100;

  wait(signal: AbortSignal): Promise<void> {
    const ms = this.#next;
    this.#next = Math.min(ms * 2, 10_000);
    return pause(ms, signal);
  }

  reset(): void {
    this.#next = 100;
  }
}
