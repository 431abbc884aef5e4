import { setTimeout as sleep } from 'node:timers/promises';
import { hide } from './hide.js';
import { Failed, NotYet, TryAgain } from './outcome-errors.js';

export type Limits = {
  /** The longest that all attempts together may take, milliseconds. */
  timeoutMs: number;
  /** The longest to wait for one answer, milliseconds. Default 10,000. */
  attemptMs?: number;
  /** The pause after the first failed attempt, milliseconds; it doubles up to 5 s, and half of it is chance. Default 250. */
  firstPauseMs?: number;
};

/** The time that is left for an action. */
export type Effort = {
  /** From 1. */
  attempt: number;
  /** Ends a request that takes too long; made anew for each request. */
  signal(): AbortSignal;
};

export type Failure = { kind: 'failed'; reason: string };

/** For a look that somebody waits for. */
export const checkLimits: Limits = { timeoutMs: 3_000, attemptMs: 2_000 };

const longestPauseMs = 5_000;

export type Work = { who: string; limits: Limits; secrets(): readonly string[] };

/**
 * Does the work, and does all of it again after a {@link TryAgain}, until it answers or the time is up. So `work` first
 * looks at what is there, and then does what is missing. Never throws; no secret gets into an answer.
 */
export async function withPatience<Result extends { kind: string }>(
  { who, limits, secrets }: Work,
  work: (effort: Effort) => Promise<Result>,
): Promise<Result | Failure> {
  const { timeoutMs, attemptMs = 10_000, firstPauseMs = 250 } = limits;
  const deadline = performance.now() + timeoutMs;
  const signal = () =>
    AbortSignal.timeout(Math.max(1, Math.ceil(Math.min(attemptMs, deadline - performance.now()))));
  for (let attempt = 1, failures = 0; ; attempt += 1) {
    try {
      return hidden(await work({ attempt, signal }), secrets());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!(error instanceof TryAgain)) return hidden(failed(error, who, reason), secrets());
      if (!(error instanceof NotYet)) failures += 1;
      const wait = error instanceof NotYet ? error.afterMs : waitAfter(error, failures, firstPauseMs);
      if (performance.now() + wait >= deadline) {
        const tries = attempt === 1 ? '1 attempt' : `${attempt} attempts`;
        const text = `${who} did not succeed in ${timeoutMs / 1_000} s (${tries}). Last: ${reason}.`;
        return hidden<Failure>({ kind: 'failed', reason: text }, secrets());
      }
      await sleep(wait);
    }
  }
}

function failed(error: unknown, who: string, reason: string): Failure {
  return { kind: 'failed', reason: error instanceof Failed ? reason : `${who} met a fault: ${reason}` };
}

function waitAfter({ afterMs }: TryAgain, failures: number, firstPauseMs: number): number {
  const pause = Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs);
  return Math.max(pause / 2 + (Math.random() * pause) / 2, afterMs);
}

/** Whatever people will read of it, without what they must not. */
function hidden<T extends object>(result: T, secrets: readonly string[]): T {
  const entries = Object.entries(result).map(([key, value]) => [
    key,
    typeof value === 'string' ? hide(value, secrets) : value,
  ]);
  return Object.fromEntries(entries) as T;
}
