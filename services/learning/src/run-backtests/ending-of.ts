import { isInfrastructureError } from '@hormesis/projection';
import type { Claimed } from './backtest-store.js';
import { CannotReplay } from './cannot-replay.js';
import { PassingFault, TimelineBehind } from './not-yet.js';

/** What becomes of a backtest that ended with an error: it is run again after a pause, or has failed. */
export type Ending =
  | { kind: 'later'; because: string; byFault: boolean; pauseMs: number }
  | { kind: 'failed'; problem: string };

const pause = { firstMs: 1_000, longestMs: 5 * 60_000 };
/** About two hours of pauses. */
const mostFaults = 30;

/**
 * Faults that pass are no end: a timeline that is behind is waited for as long as it takes, database, log and network
 * for thirty tries, with pauses that double up to 5 min.
 */
export function endingOf(err: unknown, { faults, putOff }: Pick<Claimed, 'faults' | 'putOff'>): Ending {
  const message = err instanceof Error ? err.message : String(err);
  if (err instanceof CannotReplay) return { kind: 'failed', problem: message };
  const pauseMs = Math.min(pause.longestMs, pause.firstMs * 2 ** Math.min(putOff, 20));
  if (err instanceof TimelineBehind) return { kind: 'later', because: message, byFault: false, pauseMs };
  if (err instanceof PassingFault || (err instanceof Error && isInfrastructureError(err))) {
    if (faults + 1 < mostFaults) {
      const because = `It is tried again, for what it needs was away: ${message}`;
      return { kind: 'later', because, byFault: true, pauseMs };
    }
    const problem = `What it needs was away ${mostFaults} times, the last time: ${message} Start it again once that is there.`;
    return { kind: 'failed', problem };
  }
  return {
    kind: 'failed',
    problem: `It failed by our fault: ${message} Start it again; the server’s log says more.`,
  };
}
