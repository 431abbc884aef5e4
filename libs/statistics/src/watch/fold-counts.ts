import { cautiousRate, isKnown, isLongKnown, learnRate, rateOf } from '../counts/base-rate.js';
import { addContrast, contrastDrift } from '../counts/contrast.js';
import { addKnownRate, knownRateDrift } from '../counts/known-rate.js';
import { firstLiftWithoutControl, lifts } from '../counts/lifts.js';
import { addRecent, honest } from '../counts/recent.js';
import { dispersionOf, learnDispersion } from '../dispersion/dispersion.js';
import { emptyTally, type Tally } from '../evidence/tally.js';
import { calibration } from './calibration.js';
import { addWindow, comparisonOf, doubtOf, evidenceOfContrast, seesControl } from './comparison.js';
import { decide, type Finding } from './decision.js';
import { type Folding, witnessInDoubt } from './folding.js';
import type { Cell, Comparison, CountMeasure } from './state.js';
import { forPast, type Stratum } from './strata.js';

export type Counts = { total: number; bad: number };
type Pick = (cell: Cell) => Counts;

/** What is said about one change, or, with an empty part, about those who have none. */
export type Found = {
  part: string;
  finding: Finding;
  lift: number;
  /** The rate or the mean while nothing is wrong. */
  usual: number;
  /** Nats of exposed against control: who is most to blame. */
  contrast: number;
};

/** What is known before a bucket is taken in. */
type Past = { usual: number; cautious: number; dispersion: number; isKnown: boolean; doubt: number };

/** One second never says more than this many nats, and fewer where errors come in bursts: no burst is an alarm by itself. */
const mostOfOneSecond = 4;

/** Takes the windows of a bucket into a measure that counts, and tells who is worse off now. */
export function foldCounts(measure: CountMeasure, pick: Pick, now: Folding): Found[] {
  const dispersion = dispersionOf(measure.dispersion);
  if (now.base !== undefined) addRecentOf(measure, pick(now.base), now.width);
  const usual = rateOf(measure.base);
  const cautious = cautiousRate(measure.base, dispersion, now.base === undefined ? 2 : calibration.caution);
  const past: Past = {
    usual,
    cautious: honest(cautious, (calibration.trust * dispersion) / usual, measure.recent),
    dispersion,
    isKnown: isKnown(measure.base, dispersion),
    doubt: doubtOf(measure.own, 0, dispersion),
  };
  const found: Found[] = [];
  for (const [part, strata] of now.strata) found.push(...foldPart(measure, part, strata, pick, now, past));
  found.push(...foldOwn(measure, pick, now, past));
  return found;
}

function addRecentOf({ recent }: CountMeasure, { total, bad }: Counts, width: number): void {
  addRecent(recent, total, bad, width);
}

function foldPart(
  measure: CountMeasure,
  part: string,
  strata: readonly Stratum[],
  pick: Pick,
  now: Folding,
  past: Past,
): Found[] {
  const state = comparisonOf(measure.parts, part, now.startOf(part), lifts.length);
  const contrast = noGains();
  const seen = emptyTally();
  for (const stratum of strata) addStratum(contrast, seen, stratum, pick);
  seen.windows = 1;
  seen.badWindows = seen.exposedBad > 0 ? 1 : 0;
  limit(contrast, past.dispersion, now.width);
  const known = past.isKnown ? gainsOfPast(part, pick, now, past) : undefined;
  addWindow(state, { contrast, known, seen }, now.end);
  learnDispersion(state.exposedDispersion, seen.exposedTotal, seen.exposedBad);
  if (seen.exposedBad === 0 || now.isAlarmed(part)) return [];
  const hasControl = seesControl(state, now);
  const inDoubt = witnessInDoubt(now, past.doubt);
  const finding = decide(state, {
    ...now.circumstances,
    dispersion: Math.max(past.dispersion, dispersionOf(state.exposedDispersion, past.dispersion, 20)),
    contrastDrift: driftOfContrast(state, past.usual, now.width),
    knownDrift: driftOfPast(state, past.cautious, now.width),
    hasControl,
    knowsPast: past.isKnown && !now.isAlarmed(''),
    witness: inDoubt ?? now.witness,
    calm: (i, { controlTotal, controlBad }) =>
      calmOfControl(controlTotal, controlBad, past.usual, lifts[i] ?? 1),
    enoughCalm: inDoubt === undefined ? calibration.calm : Number.POSITIVE_INFINITY,
    witnessAtAnchor: inDoubt ?? now.witnessAtAnchor,
    firstLift: hasControl ? 0 : firstLiftWithoutControl,
  });
  return finding ? [foundOf(part, finding, state, past.usual)] : [];
}

/**
 * Those without a change against their past; then what they did becomes part of it, also once everybody has a change: a short past
 * is all there is.
 */
function foldOwn(measure: CountMeasure, pick: Pick, now: Folding, past: Past): Found[] {
  const { base, own } = measure;
  if (now.base === undefined) {
    if (past.isKnown) return [];
    if (now.hasBase) learnRate(base, 0, 0, now.end, now.isAlarmed(''));
    else learnFromExposed(measure, pick, now);
    return [];
  }
  const those = pick(now.base);
  const found = past.isKnown ? decideOwn(measure, those, now, past) : [];
  learnDispersion(measure.dispersion, those.total, those.bad);
  if (now.frozen) return found;
  const doubted = now.isAlarmed('') || doubtOf(own, firstLiftWithoutControl, past.dispersion) > 4;
  learnRate(base, those.total, those.bad, now.end, doubted);
  return found;
}

function decideOwn({ base, own }: CountMeasure, those: Counts, now: Folding, past: Past): Found[] {
  const cautious = cautiousRate(base, past.dispersion, 2);
  const known = noGains();
  addKnownRate(known, those, cautious, lifts);
  limit(known, past.dispersion, now.width);
  const seen = { ...emptyTally(), exposedTotal: those.total, exposedBad: those.bad, windows: 1 };
  seen.badWindows = those.bad > 0 ? 1 : 0;
  addWindow(own, { contrast: [], known, seen }, now.end);
  if (those.bad === 0 || now.isAlarmed('') || !isLongKnown(base, past.dispersion)) return [];
  const finding = decide(own, {
    ...now.ownCircumstances,
    dispersion: past.dispersion,
    contrastDrift: () => 0,
    knownDrift: driftOfPast(own, cautious, now.width),
    hasControl: false,
    knowsPast: true,
    witness: 0,
    witnessAtAnchor: 0,
    calm: () => 0,
    enoughCalm: 0,
    firstLift: firstLiftWithoutControl,
  });
  return finding ? [foundOf('', finding, own, past.usual)] : [];
}

/** Everybody had the change from the first window on: the first minutes must do for the past. */
function learnFromExposed(measure: CountMeasure, pick: Pick, now: Folding): void {
  for (const [exposed] of [...now.strata.values()].map((strata) => strata.map((one) => one.exposed))) {
    if (exposed === undefined) continue;
    const { total, bad } = pick(exposed);
    learnDispersion(measure.dispersion, total, bad);
    learnRate(measure.base, total, bad, now.end, false);
  }
}

function addStratum(gains: number[], seen: Tally, { exposed, control }: Stratum, pick: Pick): void {
  const those = pick(exposed);
  seen.exposedTotal += those.total;
  seen.exposedBad += those.bad;
  if (control === undefined) return;
  const others = pick(control);
  seen.controlTotal += others.total;
  seen.controlBad += others.bad;
  addContrast(gains, those, others, lifts);
}

function gainsOfPast(part: string, pick: Pick, now: Folding, past: Past): number[] {
  const gains = noGains();
  for (const cell of forPast(now.group, part, now.cells))
    addKnownRate(gains, pick(cell), past.cautious, lifts);
  limit(gains, past.dispersion, now.width);
  return gains;
}

function limit(gains: number[], dispersion: number, width: number): void {
  if (width > 5_000) return;
  const most = (mostOfOneSecond * Math.sqrt(dispersion) * width) / 1_000;
  for (let i = 0; i < gains.length; i++) if ((gains[i] ?? 0) > most) gains[i] = most;
}

function driftOfContrast(state: Comparison, rate: number, width: number): (i: number) => number {
  const { exposedPerWindow, controlPerWindow } = state;
  const perSecond = 1_000 / width;
  return (i) => contrastDrift(lifts[i] ?? 1, exposedPerWindow, controlPerWindow, rate) * perSecond;
}

function driftOfPast(state: Comparison, rate: number, width: number): (i: number) => number {
  return (i) => (knownRateDrift(lifts[i] ?? 1, state.exposedPerWindow, rate) * 1_000) / width;
}

function foundOf(part: string, finding: Finding, state: Comparison, usual: number): Found {
  const { exposedTotal, exposedBad, controlTotal, controlBad } = finding.seen;
  const expected = controlTotal > 0 ? Math.max(controlBad / controlTotal, usual / 2) : usual;
  const lift = exposedBad / Math.max(1, exposedTotal) / expected;
  return { part, finding, lift, usual, contrast: evidenceOfContrast(state) };
}

/** Nats for “at the usual rate”, against that it is lifted. */
function calmOfControl(total: number, bad: number, rate: number, lift: number): number {
  return rate * total * (lift - 1) - bad * Math.log(lift);
}

function noGains(): number[] {
  return new Array<number>(lifts.length).fill(0);
}
