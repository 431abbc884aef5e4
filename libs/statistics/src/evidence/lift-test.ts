import { addTo, emptyTally, type Tally } from './tally.js';

/**
 * Evidence for each of several lifts, kept in two ways: summed since an anchor (a change, an exposure step), which is
 * quickest when the harm begins there; and as a CUSUM that forgets (Page 1954), which is as quick when it begins later.
 * All values are nats, before they are divided by the dispersion. Plain data, so that it can be written as JSON.
 */
export type LiftTest = {
  anchorAt: number;
  /** How often it was anchored anew, the first time included. */
  anchors: number;
  anchored: number[];
  sinceAnchor: Tally;
  paths: Path[];
};

/** The CUSUM of one lift, and what was seen since it last stood at zero. */
export type Path = {
  sum: number;
  /** End of the last window at which the sum was zero: the estimate of the onset. */
  zeroAt: number;
  /** Evidence of a second test over the same time: it keeps the first one honest. */
  witness: number;
  since: Tally;
};

export function liftTest(lifts: number, at: number): LiftTest {
  return {
    anchorAt: at,
    anchors: 1,
    anchored: new Array<number>(lifts).fill(0),
    sinceAnchor: emptyTally(),
    paths: Array.from({ length: lifts }, () => ({ sum: 0, zeroAt: at, witness: 0, since: emptyTally() })),
  };
}

/** Adds the evidence of one window that ended at `at`: `gains[i]` nats for lift i. */
export function addEvidence(
  test: LiftTest,
  gains: readonly number[],
  witness: readonly number[] | undefined,
  seen: Tally,
  at: number,
): void {
  addTo(test.sinceAnchor, seen);
  for (let i = 0; i < test.paths.length; i++) {
    const gain = gains[i] ?? 0;
    test.anchored[i] = (test.anchored[i] ?? 0) + gain;
    const path = test.paths[i];
    if (path === undefined) continue;
    const sum = path.sum + gain;
    if (sum > 0) {
      path.sum = sum;
      path.witness += witness?.[i] ?? 0;
      addTo(path.since, seen);
    } else {
      backToZero(path, at);
    }
  }
}

/** A further exposure step: harm may begin here, so evidence against it from before no longer counts. */
export function anchorAnew(test: LiftTest, at: number): void {
  test.anchors++;
  test.anchorAt = at;
  test.anchored = test.anchored.map((sum) => Math.max(0, sum));
}

function backToZero(path: Path, at: number): void {
  path.zeroAt = at;
  if (path.sum === 0 && path.since.windows === 0) return;
  path.sum = 0;
  path.witness = 0;
  path.since = emptyTally();
}
