import { anchoredThreshold, cusumThreshold } from '../budget/thresholds.js';
import type { LiftTest, Path } from '../evidence/lift-test.js';
import { logMeanExp } from '../evidence/log-mean-exp.js';
import type { Tally } from '../evidence/tally.js';
import { calibration } from './calibration.js';
import type { Comparison } from './state.js';

/** What a decision needs to know beside the evidence. */
export type Circumstances = {
  /** Evidence is divided by it. */
  dispersion: number;
  /** False alarms that this comparison may give: once after a change, and a second. */
  chance: number;
  perSecond: number;
  /** Nats a second that each lift loses while nothing is wrong, before the division. */
  contrastDrift: (i: number) => number;
  knownDrift: (i: number) => number;
  hasControl: boolean;
  /** Whether the past is known well enough, and nothing else is wrong. */
  knowsPast: boolean;
  /** Nats that the contrast must have before the past is believed. */
  witness: number;
  witnessAtAnchor: number;
  /** Nats for “the control is as calm as ever”, against that it is as bad as this lift; and how many are enough. */
  calm: (i: number, seen: Tally) => number;
  enoughCalm: number;
  firstLift: number;
  leastBadWindows: number;
};

export type Finding = {
  method: 'e-process' | 'cusum' | 'known-rate e-process' | 'known-rate cusum';
  logEvidence: number;
  threshold: number;
  /** Place of the lift that fits best. */
  best: number;
  onset: number;
  seen: Tally;
  dispersion: number;
};

/** Who looks longer sees more by chance: the witness must say more, the more windows with something bad there were. */
const windowsOfALook = 15;

/**
 * How the budget is divided among the four tests, times how conservative each was measured to be: a witness keeps the
 * known rate from most false alarms, and neighbouring lifts alarm together.
 */
const { earned } = calibration;
const withControl = {
  knownAnchored: 0.3 * earned.witnessedAnchored,
  knownCusum: 0.45 * earned.witnessedCusum,
  anchored: 0.15 * earned.anchored,
  cusum: 0.1 * earned.cusum,
};
const withoutControl = {
  knownAnchored: 0.4 * earned.alone,
  knownCusum: 0.6 * earned.alone,
  anchored: 0,
  cusum: 0,
};
const withoutPast = {
  knownAnchored: 0,
  knownCusum: 0,
  anchored: 0.7 * earned.anchored,
  cusum: 0.3 * earned.cusum,
};

/** Whether those exposed are worse off, by the quickest test that says so. */
export function decide(state: Comparison, now: Circumstances): Finding | undefined {
  if (!isOdd(state.known, now) && !isOdd(state.contrast, now)) return undefined;
  const share = !now.hasControl ? withoutControl : now.knowsPast ? withControl : withoutPast;
  return (
    (now.knowsPast ? byPast(state, now, share) : undefined) ??
    (now.hasControl ? byControl(state, now, share) : undefined)
  );
}

/** No threshold is below two nats, and no sum since an anchor is above the one that forgets. */
function isOdd({ paths }: LiftTest, { firstLift, dispersion }: Circumstances): boolean {
  for (let i = firstLift; i < paths.length; i++) if ((paths[i]?.sum ?? 0) > 2 * dispersion) return true;
  return false;
}

/** Nats of the mixture over lifts since the anchor. */
function mixtureOf({ anchored }: LiftTest, { firstLift, dispersion }: Circumstances): number {
  return logMeanExp(anchored.slice(firstLift), 1 / dispersion);
}

type Shares = Readonly<Record<keyof typeof withControl, number>>;

/**
 * The past is believed where a witness says that it is this change and nobody else’s bad day: exposed against control, or
 * a control that is as calm as ever, where an outage would have made it as bad.
 */
function byPast(state: Comparison, now: Circumstances, share: Shares): Finding | undefined {
  const believed = (contrast: number, enough: number, best: number, seen: Tally) => {
    if (!now.hasControl) return true;
    const looks = Math.log(1 + seen.badWindows / windowsOfALook);
    if (contrast >= enough + looks) return true;
    return contrast >= 1 && now.calm(best, seen) / now.dispersion >= now.enoughCalm + looks;
  };
  const anchored = atAnchor(state.known, now, share.knownAnchored, 'known-rate e-process', state.steps);
  const contrast = mixtureOf(state.contrast, now);
  if (anchored && believed(contrast, now.witnessAtAnchor, anchored.best, state.known.sinceAnchor))
    return anchored;
  return byCusum(state.known, now, share.knownCusum, 'known-rate cusum', now.knownDrift, (path, i) =>
    believed(path.witness / now.dispersion, now.witness, i, path.since),
  );
}

function byControl(state: Comparison, now: Circumstances, share: Shares): Finding | undefined {
  return (
    atAnchor(state.contrast, now, share.anchored, 'e-process', state.steps) ??
    byCusum(state.contrast, now, share.cusum, 'cusum', now.contrastDrift, () => true)
  );
}

function atAnchor(
  test: LiftTest,
  now: Circumstances,
  share: number,
  method: Finding['method'],
  steps: number,
): Finding | undefined {
  if (share === 0 || test.sinceAnchor.badWindows < now.leastBadWindows) return undefined;
  const nats = mixtureOf(test, now);
  const threshold = anchoredThreshold((now.chance * share) / steps);
  if (nats < threshold) return undefined;
  const best = placeOfMost(test.anchored, now.firstLift);
  const path = test.paths[best];
  return {
    method,
    logEvidence: nats,
    threshold,
    best,
    onset: path?.zeroAt ?? test.anchorAt,
    seen: path === undefined || path.since.windows === 0 ? test.sinceAnchor : path.since,
    dispersion: now.dispersion,
  };
}

function byCusum(
  test: LiftTest,
  now: Circumstances,
  share: number,
  method: Finding['method'],
  drift: (i: number) => number,
  holds: (path: Path, i: number) => boolean,
): Finding | undefined {
  const { paths } = test;
  let best: (Finding & { over: number }) | undefined;
  for (let i = now.firstLift; i < paths.length; i++) {
    const path = paths[i];
    if (path === undefined || path.sum <= 2 || path.since.badWindows < now.leastBadWindows) continue;
    const nats = path.sum / now.dispersion;
    if (best !== undefined && nats <= best.logEvidence) continue;
    const perLift = (now.perSecond * share) / (paths.length - now.firstLift);
    const threshold = cusumThreshold(drift(i) / now.dispersion, perLift);
    if (nats < threshold || !holds(path, i)) continue;
    const { zeroAt: onset, since: seen } = path;
    best = {
      method,
      logEvidence: nats,
      threshold,
      best: i,
      onset,
      seen,
      dispersion: now.dispersion,
      over: nats - threshold,
    };
  }
  if (best === undefined) return undefined;
  const { over: _, ...finding } = best;
  return finding;
}

function placeOfMost(values: readonly number[], from: number): number {
  let best = from;
  for (let i = from; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
