import type { Budget } from '../budget/budget.js';
import { isSurging, learnTraffic } from '../counts/traffic-level.js';
import { calmAlarms } from './alarms.js';
import { changesForAll } from './blame.js';
import { calibration } from './calibration.js';
import { comparison } from './comparison.js';
import { foldBurn } from './fold-burn.js';
import { type Found, foldCounts } from './fold-counts.js';
import { foldMean } from './fold-mean.js';
import { foldRestarts } from './fold-restarts.js';
import { foldSilence } from './fold-silence.js';
import type { Folding } from './folding.js';
import type { AnomalyLine } from './lines.js';
import { badOf, sharesOf, tail95Of, tail99Of } from './measures.js';
import type { Bucket, Group, MeasureName, WatchState } from './state.js';
import { baseCell, forPast, strataOf } from './strata.js';
import { type NamedFinding, tell } from './tell.js';

/** What the watch was told to keep to. */
export type Terms = {
  budget: Budget;
  /** Steps of changes for which the budget must last. */
  watches: number;
  objectives: Readonly<Record<string, number>>;
};

const stepIsNearMs = 10_000;

/** Takes the windows of one time into a group; tells what got worse. */
export function foldBucket(state: WatchState, group: Group, bucket: Bucket, terms: Terms): AnomalyLine[] {
  const end = bucket.index * group.width + group.phase;
  const base = baseCell(group, bucket.cells, bucket.index);
  learnTraffic(group.traffic, totalOf(bucket), end, group.width);
  const forAll = changesForAll(state, group, end);
  const now = foldingOf(state, group, bucket, { base, end, forAll: forAll.length > 0, terms });
  if (forAll.length > 0) anchorOwn(group, Math.max(...forAll.map(({ stepAt }) => stepAt)), end);
  const found = foldMeasures(group, now);
  const cellsOf = (part: string) => (part === '' ? (base ? [base] : []) : forPast(group, part, bucket.cells));
  if (group.alarms.size > 0) calmAlarms(group, cellsOf, end);
  const told = tell(state, group, found, end);
  told.push(...foldSilence(state, group, bucket, end));
  told.push(...foldRestarts(state, group, bucket, end));
  told.push(...foldBurn(state, group, bucket, end, terms.objectives[group.metric]));
  return told;
}

function totalOf({ cells }: Bucket): number {
  let total = 0;
  for (const cell of cells.values()) total += cell.total;
  return total;
}

type Given = { base: Folding['base']; end: number; forAll: boolean; terms: Terms };

function foldingOf(
  state: WatchState,
  group: Group,
  { cells }: Bucket,
  { base, end, forAll, terms }: Given,
): (measure: MeasureName) => Folding {
  const { width } = group;
  const share = terms.budget.falseAlarms / Math.max(1, state.sharers);
  const ownShare = forAll ? 1 : calibration.ownShare;
  const shares = sharesOf(group.latency !== null, group.bad.base.bad + group.bad.base.heldBad > 0);
  const limits = (part: number, own: boolean) => ({
    chance: own && !forAll ? 1e-12 : part / terms.watches,
    perSecond: (part * 1_000) / terms.budget.perMs,
    leastBadWindows: width <= 2_000 ? 3 : width <= 5_000 ? 2 : 1,
  });
  const limitsOf = (measure: MeasureName) => ({
    witness: measure === 'bad' ? calibration.witness : calibration.witnessOfLatency,
    witnessAtAnchor: measure === 'bad' ? calibration.witnessAtAnchor : calibration.witnessOfLatency,
    circumstances: limits(share * shares[measure] * (1 - calibration.ownShare), false),
    ownCircumstances: limits(share * shares[measure] * ownShare, true),
  });
  const folding: Folding = {
    group,
    cells,
    strata: strataOf(group, { cells }, base),
    base,
    hasBase: group.cohorts.has('control') || group.cohorts.has('all'),
    startOf: (part: string) => startOf(state, part, end - width),
    end,
    width,
    frozen: forAll,
    isSurging: isSurging(group.traffic),
    isAlarmed: (part: string) => group.alarms.has(part),
    ...limitsOf('bad'),
  };
  return (measure) => Object.assign(folding, limitsOf(measure));
}

/** The step itself, where the first window of its users follows at once. */
function startOf(state: WatchState, part: string, start: number): number {
  const step = state.changes.get(part)?.stepAt;
  return step !== undefined && step < start && start - step <= stepIsNearMs ? step : start;
}

function foldMeasures(group: Group, now: (measure: MeasureName) => Folding): NamedFinding[] {
  const { bad, latency } = group;
  const all: NamedFinding[] = [];
  const add = (measure: MeasureName, found: readonly Found[]) => {
    for (const one of found) all.push({ ...one, measure });
  };
  add('bad', foldCounts(bad, badOf, now('bad')));
  if (latency === null) return all;
  add('mean', foldMean(latency.mean, latency.inLog, now('mean')));
  if (latency.bounds === null) return all;
  add('tail95', foldCounts(latency.tails[0], tail95Of, now('tail95')));
  add('tail99', foldCounts(latency.tails[1], tail99Of, now('tail99')));
  return all;
}

/** The past is compared from the step of a change that everybody has. */
function anchorOwn({ bad, latency }: Group, step: number, end: number): void {
  if (step > end || step <= bad.own.startedAt) return;
  for (const measure of [bad, ...(latency?.tails ?? []), ...(latency ? [latency.mean] : [])]) {
    const { exposedPerWindow, known } = measure.own;
    measure.own = { ...comparison(step, known.paths.length), exposedPerWindow };
  }
}
