import { lifts } from '../counts/lifts.js';
import { dispersion } from '../dispersion/dispersion.js';
import { addEvidence, anchorAnew, liftTest } from '../evidence/lift-test.js';
import type { Tally } from '../evidence/tally.js';
import type { Comparison } from './state.js';

export function comparison(at: number, size = lifts.length): Comparison {
  return {
    contrast: liftTest(size, at),
    known: liftTest(size, at),
    exposedDispersion: dispersion(),
    exposedPerWindow: 0,
    controlPerWindow: 0,
    controlSeenAt: null,
    startedAt: at,
    lastAt: at,
    steps: 1,
  };
}

/** A window’s evidence, from both sides. */
export type Gains = { contrast: number[]; known: number[] | undefined; seen: Tally };

export function addWindow(to: Comparison, { contrast, known, seen }: Gains, end: number): void {
  addEvidence(to.contrast, contrast, undefined, seen, end);
  if (known !== undefined) addEvidence(to.known, known, contrast, seen, end);
  const first = to.exposedPerWindow === 0 && to.controlPerWindow === 0;
  const weight = first ? 1 : 0.05;
  to.exposedPerWindow += weight * (seen.exposedTotal - to.exposedPerWindow);
  if (seen.controlTotal > 0) {
    const start = to.controlSeenAt === null ? 1 : weight;
    to.controlPerWindow += start * (seen.controlTotal - to.controlPerWindow);
    to.controlSeenAt = end;
  }
  to.lastAt = end;
}

/** The change reached more users: harm may begin with this step. */
export function stepTo(state: Comparison, at: number): void {
  state.steps++;
  anchorAnew(state.contrast, at);
  anchorAnew(state.known, at);
}
