import { setTimeout as sleep } from 'node:timers/promises';

const longestPauseMs = 5_000;

export type Patience = {
  attempts: number;
  /** Pause after the first failed try, milliseconds; doubles with each, up to 5 s. */
  firstPauseMs: number;
  /** Such an error is thrown at once: repeating it here would only hide it. */
  isInfrastructure: (error: unknown) => boolean;
  onError: (error: unknown) => void;
  signal: AbortSignal;
};

/** Tries until it succeeds; throws the last error after `attempts`, or when asked to stop. */
export async function tryRepeatedly(work: () => Promise<void>, patience: Patience): Promise<void> {
  for (let attempt = 1, pause = patience.firstPauseMs; ; attempt += 1, pause *= 2) {
    try {
      return await work();
    } catch (error) {
      if (patience.isInfrastructure(error)) throw error;
      patience.onError(error);
      if (attempt >= patience.attempts || patience.signal.aborted) throw error;
      await sleep(Math.min(pause, longestPauseMs), undefined, { signal: patience.signal }).catch(() => {
        throw error;
      });
    }
  }
}
