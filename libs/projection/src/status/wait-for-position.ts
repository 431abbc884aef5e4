import { setTimeout as sleep } from 'node:timers/promises';
import type { Queryable } from '@hormesis/database';
import { formatPosition, type Position } from '@hormesis/log';
import { positions } from './positions.js';

const firstPauseMs = 2;
const longestPauseMs = 25;

/**
 * Waits until a projection has taken in the records at these positions. `false` if it has not after `timeoutMs`; it
 * asks at least once.
 */
export async function waitForPosition(
  db: Queryable,
  name: string,
  wanted: readonly Position[],
  timeoutMs: number,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    if (hasPassed(await positions(db, name), wanted)) return true;
    const left = deadline - performance.now();
    if (left <= 0) return false;
    await sleep(Math.min(pause, left));
  }
}

/** Whether marks (next offsets) lie beyond all these positions. */
export function hasPassed(marks: readonly Position[], wanted: readonly Position[]): boolean {
  return wanted.every((position) =>
    marks.some(
      (mark) =>
        formatPosition({ ...mark, offset: 0 }) === formatPosition({ ...position, offset: 0 }) &&
        mark.offset > position.offset,
    ),
  );
}
