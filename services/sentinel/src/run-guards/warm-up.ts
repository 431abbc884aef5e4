import { setImmediate } from 'node:timers/promises';
import type { GuardRecord } from './guard-record.js';
import { type RunningGuard, runningGuard } from './running-guard.js';

/** After so long other work gets its turn, milliseconds. */
const turnMs = 20;

/**
 * The guards of a record at work, evaluated silently to just before a moment up to which the record is complete. What
 * they look back on can be a long time; so others get their turn in between.
 */
export async function warmUp(record: GuardRecord, until: number, turn = turnMs): Promise<RunningGuard[]> {
  let began = performance.now();
  const running = record.guards.map((guard) => runningGuard(guard, record.recorder, until - guard.warmMs));
  for (const each of running) {
    const { everyMs, warmMs } = each.guard;
    for (let at = until - warmMs; at <= until - everyMs; at += everyMs) {
      each.upTo(at);
      if (performance.now() - began < turn) continue;
      await setImmediate();
      began = performance.now();
    }
  }
  return running;
}
