/** Waits; less if `signal` is aborted meanwhile. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

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
