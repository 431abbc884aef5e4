import { emptyTally } from '../evidence/tally.js';
import { learnMean, learnScatter, meanIsKnown, meanOf, varianceOf } from '../latency/base-mean.js';
import { addMeanGains, meanDrift, slowdowns } from '../latency/mean-gains.js';
import { addWindow, comparison } from './comparison.js';
import { decide } from './decision.js';
import type { Found } from './fold-counts.js';
import type { Folding } from './folding.js';
import type { Comparison, MeanMeasure } from './state.js';
import { forPast } from './strata.js';

const firstWithoutControl = 2;

/** Takes the latency of a bucket into the measure of its mean, and tells who is slower now. */
export function foldMean(measure: MeanMeasure, inLog: boolean, now: Folding): Found[] {
  const { base, own, unit } = measure;
  const mean = meanOf(base);
  const shifts = slowdowns.map((slowdown) => (inLog ? Math.log(slowdown) : mean * (slowdown - 1)));
  if (!inLog && !(mean > 0)) {
    if (now.base !== undefined) learnMean(base, now.base.latencyCount, now.base.latencySum, now.end, false);
    return [];
  }
  const dispersion = Math.max(0.3, varianceOf(base, unit) / unit);
  const known = meanIsKnown(base);
  const cautious = mean + Math.sqrt((dispersion * unit) / Math.max(1, base.count));
  const found: Found[] = [];
  for (const [part, strata] of now.strata) {
    const state = measure.parts.get(part) ?? comparison(now.start, shifts.length);
    measure.parts.set(part, state);
    const gains = new Array<number>(shifts.length).fill(0);
    const seen = emptyTally();
    let slower = 0;
    for (const { exposed, control } of strata) {
      seen.exposedTotal += exposed.latencyCount;
      seen.exposedBad += exposed.latencySum;
      if (control === undefined) continue;
      seen.controlTotal += control.latencyCount;
      seen.controlBad += control.latencySum;
      if (exposed.latencyCount === 0 || control.latencyCount === 0) continue;
      const difference =
        exposed.latencySum / exposed.latencyCount - control.latencySum / control.latencyCount;
      const variance = unit * (1 / exposed.latencyCount + 1 / control.latencyCount);
      addMeanGains(gains, difference, variance, shifts);
      slower = Math.max(slower, difference);
    }
    if (seen.exposedTotal === 0) continue;
    const ofPast = known ? gainsOfPast(part, cautious, unit, shifts, now) : undefined;
    if (seen.controlTotal === 0) slower = seen.exposedBad / seen.exposedTotal - cautious;
    seen.windows = 1;
    seen.badWindows = slower > 0 ? 1 : 0;
    addWindow(state, { contrast: gains, known: ofPast, seen }, now.end);
    if (slower <= 0 || now.isAlarmed(part)) continue;
    const hasControl = state.controlSeenAt !== null && now.end - state.controlSeenAt <= 10 * now.width;
    const finding = decide(state, {
      ...now.circumstances,
      dispersion,
      contrastDrift: drift(shifts, unit, now.width, state.exposedPerWindow, state.controlPerWindow),
      knownDrift: drift(shifts, unit, now.width, state.exposedPerWindow, Number.POSITIVE_INFINITY),
      hasControl,
      knowsPast: known && !now.isAlarmed(''),
      witness: doubt(measure, dispersion) > 2 ? 5 : 2.5,
      firstLift: hasControl ? 0 : firstWithoutControl,
    });
    if (finding) found.push(foundOf(part, finding, state, mean, inLog));
  }
  learnBase(measure, mean, cautious, shifts, dispersion, inLog, known, now, found, own);
  return found;
}

function learnBase(
  measure: MeanMeasure,
  mean: number,
  cautious: number,
  shifts: readonly number[],
  dispersion: number,
  inLog: boolean,
  known: boolean,
  now: Folding,
  found: Found[],
  own: Comparison,
): void {
  const { base, unit } = measure;
  const cells =
    now.base === undefined && !known && !now.hasBase
      ? [...now.strata.values()].flatMap((strata) => strata.slice(0, 1).map(({ exposed }) => exposed))
      : now.base === undefined
        ? []
        : [now.base];
  for (const { latencyCount: count, latencySum: sum } of cells) {
    if (count === 0) continue;
    if (known && now.base !== undefined) {
      const gains = new Array<number>(shifts.length).fill(0);
      addMeanGains(gains, sum / count - cautious, unit / count, shifts);
      const slower = sum / count > cautious;
      const seen = {
        ...emptyTally(),
        exposedTotal: count,
        exposedBad: sum,
        windows: 1,
        badWindows: slower ? 1 : 0,
      };
      addWindow(own, { contrast: [], known: gains, seen }, now.end);
      if (slower && !now.isAlarmed('')) {
        const finding = decide(own, {
          ...now.ownCircumstances,
          dispersion,
          contrastDrift: () => 0,
          knownDrift: drift(shifts, unit, now.width, own.exposedPerWindow, Number.POSITIVE_INFINITY),
          hasControl: false,
          knowsPast: true,
          witness: 0,
          firstLift: firstWithoutControl,
        });
        if (finding) found.push(foundOf('', finding, own, mean, inLog));
      }
    }
    learnScatter(base, count, sum);
    if (!now.frozen)
      learnMean(base, count, sum, now.end, doubt(measure, dispersion) > 4 || now.isAlarmed(''));
  }
}

function gainsOfPast(
  part: string,
  mean: number,
  unit: number,
  shifts: readonly number[],
  now: Folding,
): number[] {
  const gains = new Array<number>(shifts.length).fill(0);
  for (const { latencyCount: count, latencySum: sum } of forPast(now.group, part, now.cells)) {
    if (count > 0) addMeanGains(gains, sum / count - mean, unit / count, shifts);
  }
  return gains;
}

function doubt({ own }: MeanMeasure, dispersion: number): number {
  let most = 0;
  for (let i = firstWithoutControl; i < own.known.paths.length; i++) {
    most = Math.max(most, own.known.paths[i]?.sum ?? 0);
  }
  return most / dispersion;
}

function drift(
  shifts: readonly number[],
  unit: number,
  width: number,
  exposed: number,
  control: number,
): (i: number) => number {
  const variance = unit * (1 / Math.max(exposed, 0.1) + 1 / Math.max(control, 0.1));
  return (i) => meanDrift(shifts[i] ?? 0, variance, width / 1_000);
}

function foundOf(
  part: string,
  finding: Found['finding'],
  state: Comparison,
  mean: number,
  inLog: boolean,
): Found {
  const { exposedTotal, exposedBad, controlTotal, controlBad } = finding.seen;
  const before = controlTotal > 0 ? controlBad / controlTotal : mean;
  const now = exposedBad / Math.max(1, exposedTotal);
  return {
    part,
    finding,
    lift: inLog ? Math.exp(now - before) : now / before,
    rate: mean,
    contrast: Math.max(...state.contrast.anchored, ...state.contrast.paths.map(({ sum }) => sum)),
  };
}
