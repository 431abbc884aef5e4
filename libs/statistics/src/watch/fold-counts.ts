import { cautiousRate, isKnown, learnRate, rateOf } from '../counts/base-rate.js';
import { addContrast, contrastDrift } from '../counts/contrast.js';
import { addKnownRate, knownRateDrift } from '../counts/known-rate.js';
import { firstLiftWithoutControl, lifts } from '../counts/lifts.js';
import { dispersionOf, learnDispersion } from '../dispersion/dispersion.js';
import { emptyTally } from '../evidence/tally.js';
import { addWindow, comparison } from './comparison.js';
import { decide, type Finding } from './decision.js';
import type { Folding } from './folding.js';
import type { Cell, Comparison, CountMeasure } from './state.js';
import { forPast, type Stratum } from './strata.js';

export type Counts = { total: number; bad: number };

/** What is said about one change, or, with an empty part, about what has none. */
export type Found = { part: string; finding: Finding; lift: number; rate: number; contrast: number };

/** Takes the windows of a bucket into a measure that counts, and tells who is worse off now. */
export function foldCounts(measure: CountMeasure, pick: (cell: Cell) => Counts, now: Folding): Found[] {
  const { base, own } = measure;
  const dispersion = dispersionOf(measure.dispersion);
  const rate = cautiousRate(base, dispersion);
  const known = isKnown(base);
  const found: Found[] = [];
  for (const [part, strata] of now.strata) {
    const state = measure.parts.get(part) ?? comparison(now.start);
    measure.parts.set(part, state);
    const gains = new Array<number>(lifts.length).fill(0);
    const seen = emptyTally();
    for (const stratum of strata) addStratum(gains, seen, stratum, pick);
    seen.windows = 1;
    seen.badWindows = seen.exposedBad > 0 ? 1 : 0;
    addWindow(
      state,
      { contrast: gains, known: known ? gainsOfPast(part, pick, rate, now) : undefined, seen },
      now.end,
    );
    learnDispersion(state.exposedDispersion, seen.exposedTotal, seen.exposedBad);
    if (seen.exposedBad === 0 || now.isAlarmed(part)) continue;
    const hasControl = state.controlSeenAt !== null && now.end - state.controlSeenAt <= 10 * now.width;
    const own = Math.max(dispersion, dispersionOf(state.exposedDispersion, dispersion, 20));
    const finding = decide(state, {
      ...now.circumstances,
      dispersion: own,
      contrastDrift: driftOfContrast(state, rateOf(base), now.width),
      knownDrift: driftOfPast(state, rate, now.width),
      hasControl,
      knowsPast: known && !now.isAlarmed(''),
      witness: doubt(measure, dispersion) > 2 ? 5 : 2.5,
      firstLift: hasControl ? 0 : firstLiftWithoutControl,
    });
    if (finding) found.push(foundOf(part, finding, state, rateOf(base)));
  }
  if (now.base !== undefined) {
    const { total, bad } = pick(now.base);
    if (known) {
      const gains = new Array<number>(lifts.length).fill(0);
      addKnownRate(gains, { total, bad }, rate, lifts);
      const seen = {
        ...emptyTally(),
        exposedTotal: total,
        exposedBad: bad,
        windows: 1,
        badWindows: bad > 0 ? 1 : 0,
      };
      addWindow(own, { contrast: [], known: gains, seen }, now.end);
      if (bad > 0 && !now.isAlarmed('')) {
        const finding = decide(own, {
          ...now.ownCircumstances,
          dispersion,
          contrastDrift: () => 0,
          knownDrift: driftOfPast(own, rate, now.width),
          hasControl: false,
          knowsPast: true,
          witness: 0,
          firstLift: firstLiftWithoutControl,
        });
        if (finding) found.push(foundOf('', finding, own, rateOf(base)));
      }
    }
    learnDispersion(measure.dispersion, total, bad);
    if (!now.frozen)
      learnRate(base, total, bad, now.end, doubt(measure, dispersion) > 4 || now.isAlarmed(''));
  } else if (!known && !now.hasBase) {
    for (const [, strata] of now.strata) {
      const first = strata[0];
      if (first === undefined) continue;
      const { total, bad } = pick(first.exposed);
      learnDispersion(measure.dispersion, total, bad);
      learnRate(base, total, bad, now.end, false);
    }
  }
  return found;
}

/** Nats that those who have no change are worse off than in the past. */
function doubt({ own }: CountMeasure, dispersion: number): number {
  let most = 0;
  for (let i = firstLiftWithoutControl; i < own.known.paths.length; i++) {
    most = Math.max(most, own.known.paths[i]?.sum ?? 0);
  }
  return most / dispersion;
}

function addStratum(
  gains: number[],
  seen: ReturnType<typeof emptyTally>,
  { exposed, control }: Stratum,
  pick: (cell: Cell) => Counts,
): void {
  const those = pick(exposed);
  seen.exposedTotal += those.total;
  seen.exposedBad += those.bad;
  if (control === undefined) return;
  const others = pick(control);
  seen.controlTotal += others.total;
  seen.controlBad += others.bad;
  addContrast(gains, those, others, lifts);
}

function gainsOfPast(part: string, pick: (cell: Cell) => Counts, rate: number, now: Folding): number[] {
  const gains = new Array<number>(lifts.length).fill(0);
  for (const cell of forPast(now.group, part, now.cells)) addKnownRate(gains, pick(cell), rate, lifts);
  return gains;
}

function driftOfContrast(state: Comparison, rate: number, width: number): (i: number) => number {
  const { exposedPerWindow, controlPerWindow } = state;
  const windowsPerSecond = 1_000 / width;
  return (i) => contrastDrift(lifts[i] ?? 1, exposedPerWindow, controlPerWindow, rate) * windowsPerSecond;
}

function driftOfPast(state: Comparison, rate: number, width: number): (i: number) => number {
  return (i) => (knownRateDrift(lifts[i] ?? 1, state.exposedPerWindow, rate) * 1_000) / width;
}

function foundOf(part: string, finding: Finding, state: Comparison, rate: number): Found {
  const { exposedTotal, exposedBad, controlTotal, controlBad } = finding.seen;
  const expected = controlTotal > 0 ? Math.max(controlBad / controlTotal, rate / 2) : rate;
  return {
    part,
    finding,
    lift: exposedBad / Math.max(1, exposedTotal) / expected,
    rate,
    contrast: Math.max(...state.contrast.anchored, ...state.contrast.paths.map(({ sum }) => sum)),
  };
}
