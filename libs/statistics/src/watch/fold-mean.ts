import { addRecent, honest } from '../counts/recent.js';
import { emptyTally } from '../evidence/tally.js';
import { learnMean, learnScatter, meanIsKnown, meanOf, varianceOf } from '../latency/base-mean.js';
import { addMeanGains, firstSlowdownWithoutControl, meanDrift, slowdowns } from '../latency/mean-gains.js';
import { calibration } from './calibration.js';
import { addWindow, comparisonOf, doubtOf, evidenceOfContrast, seesControl } from './comparison.js';
import { decide, type Finding } from './decision.js';
import type { Found } from './fold-counts.js';
import { type Folding, witnessInDoubt } from './folding.js';
import type { Cell, Comparison, MeanMeasure } from './state.js';
import { forPast, type Stratum } from './strata.js';

type Past = {
  usual: number;
  cautious: number;
  unit: number;
  dispersion: number;
  shifts: readonly number[];
  isKnown: boolean;
  inLog: boolean;
  doubt: number;
};

const logSlowdowns = slowdowns.map((slowdown) => Math.log(slowdown));

/** Takes the latency of a bucket into the measure of its mean, and tells who is slower now. */
export function foldMean(measure: MeanMeasure, inLog: boolean, now: Folding): Found[] {
  const { base, own, unit } = measure;
  if (now.base !== undefined)
    addRecent(measure.recent, now.base.latencyCount, now.base.latencySum, now.width);
  const usual = meanOf(base);
  const dispersion = Math.max(0.3, varianceOf(base, unit) / unit);
  const error = Math.sqrt((dispersion * unit) / Math.max(1, base.count));
  const past: Past = {
    usual,
    cautious: honest(
      usual + (now.base === undefined ? 2 : 1.5) * error,
      calibration.trustedWindows * own.exposedPerWindow,
      measure.recent,
    ),
    unit,
    dispersion,
    shifts: inLog ? logSlowdowns : slowdowns.map((slowdown) => usual * (slowdown - 1)),
    isKnown: meanIsKnown(base),
    inLog,
    doubt: doubtOf(own, 0, dispersion),
  };
  const found: Found[] = [];
  if (inLog || usual > 0) {
    for (const [part, strata] of now.strata) found.push(...foldPart(measure, part, strata, now, past));
  }
  found.push(...foldOwn(measure, now, past));
  return found;
}

function foldPart(
  measure: MeanMeasure,
  part: string,
  strata: readonly Stratum[],
  now: Folding,
  past: Past,
): Found[] {
  const state = comparisonOf(measure.parts, part, now.startOf(part), past.shifts.length);
  const contrast = noGains(past);
  const seen = emptyTally();
  let slower = 0;
  for (const { exposed, control } of strata) {
    seen.exposedTotal += exposed.latencyCount;
    seen.exposedBad += exposed.latencySum;
    seen.controlTotal += control?.latencyCount ?? 0;
    seen.controlBad += control?.latencySum ?? 0;
    if (exposed.latencyCount === 0 || control === undefined || control.latencyCount === 0) continue;
    const difference = exposed.latencySum / exposed.latencyCount - control.latencySum / control.latencyCount;
    const variance = past.unit * (1 / exposed.latencyCount + 1 / control.latencyCount);
    addMeanGains(contrast, difference, variance, past.shifts);
    slower = Math.max(slower, difference);
  }
  if (seen.exposedTotal === 0) return [];
  if (seen.controlTotal === 0) slower = seen.exposedBad / seen.exposedTotal - past.cautious;
  seen.windows = 1;
  seen.badWindows = slower > 0 ? 1 : 0;
  const known = past.isKnown ? gainsOfPast(part, now, past) : undefined;
  addWindow(state, { contrast, known, seen }, now.end);
  if (slower <= 0 || now.isAlarmed(part)) return [];
  const hasControl = seesControl(state, now);
  const inDoubt = witnessInDoubt(now, past.doubt);
  const finding = decide(state, {
    ...now.circumstances,
    dispersion: past.dispersion,
    contrastDrift: drift(past, now, state.exposedPerWindow, state.controlPerWindow),
    knownDrift: drift(past, now, state.exposedPerWindow, Number.POSITIVE_INFINITY),
    hasControl,
    knowsPast: past.isKnown && !now.isAlarmed(''),
    witness: inDoubt ?? now.witness,
    calm: () => 0,
    enoughCalm: Number.POSITIVE_INFINITY,
    witnessAtAnchor: inDoubt ?? now.witnessAtAnchor,
    firstLift: hasControl ? 0 : firstSlowdownWithoutControl,
  });
  return finding ? [foundOf(part, finding, state, past)] : [];
}

/**
 * Those without a change against their past; then what they did becomes part of it, also once everybody has a change: a short past
 * is all there is.
 */
function foldOwn(measure: MeanMeasure, now: Folding, past: Past): Found[] {
  const { base, own } = measure;
  const found: Found[] = [];
  if (now.base === undefined && now.hasBase && !past.isKnown)
    learnMean(base, 0, 0, now.end, now.isAlarmed(''));
  for (const cell of ownCells(now, past)) {
    const { latencyCount: count, latencySum: sum } = cell;
    if (count === 0) continue;
    if (past.isKnown && now.base !== undefined) found.push(...decideOwn(own, cell, now, past));
    learnScatter(base, count, sum);
    if (now.frozen) continue;
    const doubted = now.isAlarmed('') || doubtOf(own, firstSlowdownWithoutControl, past.dispersion) > 4;
    learnMean(base, count, sum, now.end, doubted);
  }
  return found;
}

/** Where everybody had the change from the first window on, the first minutes must do for the past. */
function ownCells(now: Folding, past: Past): Cell[] {
  if (now.base !== undefined) return [now.base];
  if (now.hasBase || past.isKnown) return [];
  return [...now.strata.values()].flatMap((strata) => strata.slice(0, 1).map(({ exposed }) => exposed));
}

function decideOwn(own: Comparison, { latencyCount, latencySum }: Cell, now: Folding, past: Past): Found[] {
  const known = noGains(past);
  const difference = latencySum / latencyCount - past.cautious;
  addMeanGains(known, difference, past.unit / latencyCount, past.shifts);
  const seen = { ...emptyTally(), exposedTotal: latencyCount, exposedBad: latencySum, windows: 1 };
  seen.badWindows = difference > 0 ? 1 : 0;
  addWindow(own, { contrast: [], known, seen }, now.end);
  if (difference <= 0 || now.isAlarmed('')) return [];
  const finding = decide(own, {
    ...now.ownCircumstances,
    dispersion: past.dispersion,
    contrastDrift: () => 0,
    knownDrift: drift(past, now, own.exposedPerWindow, Number.POSITIVE_INFINITY),
    hasControl: false,
    knowsPast: true,
    witness: 0,
    witnessAtAnchor: 0,
    calm: () => 0,
    enoughCalm: 0,
    firstLift: firstSlowdownWithoutControl,
  });
  return finding ? [foundOf('', finding, own, past)] : [];
}

function gainsOfPast(part: string, now: Folding, past: Past): number[] {
  const gains = noGains(past);
  for (const { latencyCount: count, latencySum: sum } of forPast(now.group, part, now.cells)) {
    if (count > 0) addMeanGains(gains, sum / count - past.cautious, past.unit / count, past.shifts);
  }
  return gains;
}

function drift(past: Past, { width }: Folding, exposed: number, control: number): (i: number) => number {
  const variance = past.unit * (1 / Math.max(exposed, 0.1) + 1 / Math.max(control, 0.1));
  return (i) => meanDrift(past.shifts[i] ?? 0, variance, width / 1_000);
}

function foundOf(part: string, finding: Finding, state: Comparison, { usual, inLog }: Past): Found {
  const { exposedTotal, exposedBad, controlTotal, controlBad } = finding.seen;
  const before = controlTotal > 0 ? controlBad / controlTotal : usual;
  const mean = exposedBad / Math.max(1, exposedTotal);
  const lift = inLog ? Math.exp(mean - before) : mean / before;
  return { part, finding, lift, usual, contrast: evidenceOfContrast(state) };
}

function noGains({ shifts }: Past): number[] {
  return new Array<number>(shifts.length).fill(0);
}
