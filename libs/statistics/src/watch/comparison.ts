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

/** The comparison of a change, begun where there is none. */
export function comparisonOf(
  parts: Map<string, Comparison>,
  part: string,
  at: number,
  size: number,
): Comparison {
  const known = parts.get(part);
  if (known !== undefined) return known;
  const begun = comparison(at, size);
  parts.set(part, begun);
  return begun;
}

/** Whether there is a control to compare with now. */
export function seesControl({ controlSeenAt }: Comparison, now: { end: number; width: number }): boolean {
  return controlSeenAt !== null && now.end - controlSeenAt <= 10 * now.width;
}

/** Nats that these are worse off than in the past, by the lift that says most. */
export function doubtOf({ known }: Comparison, firstLift: number, dispersion: number): number {
  let most = 0;
  for (let i = firstLift; i < known.paths.length; i++) most = Math.max(most, known.paths[i]?.sum ?? 0);
  return most / dispersion;
}

/** Nats of exposed against control, by the lift that says most. */
export function evidenceOfContrast({ contrast }: Comparison): number {
  return Math.max(...contrast.anchored, ...contrast.paths.map(({ sum }) => sum));
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
