import { type Budget } from '../budget/budget.js';
import { calmAlarms } from './alarms.js';
import { blameForAll, blameInseparable, changesForAll } from './blame.js';
import { comparison } from './comparison.js';
import { type Found, foldCounts } from './fold-counts.js';
import { foldMean } from './fold-mean.js';
import type { Folding } from './folding.js';
import type { AnomalyLine, Evidence } from './lines.js';
import { badOf, methodPrefix, sharesOf, slowOf } from './measures.js';
import type { Bucket, Cell, Comparison, Group, MeasureName, WatchState } from './state.js';
import { baseCell, forPast, strataOf } from './strata.js';

type NamedFinding = Found & { measure: MeasureName };

/** How conservative the nominal thresholds are, measured on healthy traffic. */
const earned = 1;
const ownShare = 0.15;

/** Takes the windows of one time into a group; tells what got worse. */
export function foldBucket(
  state: WatchState,
  group: Group,
  bucket: Bucket,
  { falseAlarms, perMs, watches }: Budget & { watches: number },
): AnomalyLine[] {
  const { width } = group;
  const end = bucket.index * width + group.phase;
  const base = baseCell(group, bucket.cells, bucket.index);
  const forAll = changesForAll(state, group.service, end, group.cohorts.has('control') ? 60_000 : 0);
  const share = (earned * falseAlarms) / Math.max(1, state.sharers);
  const forParts = forAll.length > 0 ? 1 : 1 - ownShare;
  const forOwn = forAll.length > 0 ? 1 : ownShare;
  const shares = sharesOf(group.latency !== null, group.bad.base.bad + group.bad.base.heldBad > 0);
  const strata = strataOf(group, bucket);
  const now = (measure: MeasureName): Folding => ({
    group,
    cells: bucket.cells,
    strata,
    base,
    hasBase: group.cohorts.has('control') || group.cohorts.has('all'),
    start: end - width,
    end,
    width,
    frozen: forAll.length > 0,
    isAlarmed: (part) => group.alarms.has(part),
    circumstances: budgetOf(share * shares[measure] * forParts, perMs, watches, width),
    ownCircumstances: budgetOf(
      share * shares[measure] * forOwn,
      perMs,
      forAll.length > 0 ? watches : 0,
      width,
    ),
  });
  anchorOwn(
    group,
    forAll.map(({ stepAt }) => stepAt),
    end,
  );
  const found = foldAll(group, now);
  calmAlarms(group, (part) => (part === '' ? (base ? [base] : []) : forPast(group, part, bucket.cells)), end);
  return tell(state, group, found, end, now('bad'));
}

function foldAll(group: Group, now: (measure: MeasureName) => Folding): NamedFinding[] {
  const { bad, latency } = group;
  const named = (measure: MeasureName, found: readonly Found[]) => found.map((one) => ({ ...one, measure }));
  const counted = named('bad', foldCounts(bad, badOf, now('bad')));
  if (latency === null) return counted;
  const means = named('mean', foldMean(latency.mean, latency.inLog, now('mean')));
  if (latency.bounds === null) return [...counted, ...means];
  const [p95, p99] = latency.tails;
  return [
    ...counted,
    ...means,
    ...named(
      'tail95',
      foldCounts(p95, (cell: Cell) => slowOf(cell, 'tail95'), now('tail95')),
    ),
    ...named(
      'tail99',
      foldCounts(p99, (cell: Cell) => slowOf(cell, 'tail99'), now('tail99')),
    ),
  ];
}

/** The past is compared from the step of a change that everybody has. */
function anchorOwn({ bad, latency }: Group, steps: readonly number[], end: number): void {
  const step = Math.max(0, ...steps);
  for (const measure of [bad, ...(latency?.tails ?? []), ...(latency ? [latency.mean] : [])]) {
    if (step <= measure.own.startedAt || step > end) continue;
    measure.own = {
      ...comparison(step, measure.own.known.paths.length),
      exposedPerWindow: measure.own.exposedPerWindow,
    };
  }
}

function budgetOf(share: number, perMs: number, watches: number, width: number) {
  return {
    chance: watches === 0 ? 1e-12 : Math.min(0.5, share / watches),
    perSecond: (share * 1_000) / perMs,
    leastBadWindows: width <= 2_000 ? 3 : width <= 5_000 ? 2 : 1,
  };
}

/** Of what was found in one bucket, the change with the clearest contrast is to blame; the others must wait. */
function tell(
  state: WatchState,
  group: Group,
  found: readonly NamedFinding[],
  end: number,
  now: Folding,
): AnomalyLine[] {
  const clearest = found.reduce<NamedFinding | undefined>(
    (best, one) => (best === undefined || rank(one) > rank(best) ? one : best),
    undefined,
  );
  if (clearest === undefined) return [];
  const { part, measure, lift, finding } = clearest;
  group.alarms.set(part, { at: end, measure, lift: Math.max(1.3, lift), calm: 0 });
  const onset = onsetOf(group, clearest, now);
  const changeId = changeOf(state, group, part, onset, end);
  return [
    {
      t: state.now,
      anomaly: {
        service: group.service,
        environment: group.environment,
        metric: group.metric,
        ...(changeId === undefined ? {} : { changeId }),
        onset,
        method: `${methodPrefix[measure]} ${finding.method}`.replace(/ /g, '-'),
        evidence: evidenceOf(clearest, part),
      },
    },
  ];
}

function rank({ part, contrast, finding }: NamedFinding): number {
  return part === '' ? finding.logEvidence - 1e6 : contrast;
}

function changeOf(
  state: WatchState,
  { service, cohorts }: Group,
  part: string,
  onset: number,
  end: number,
): string | undefined {
  if (part.includes('+')) return blameInseparable(state, part, onset);
  if (part !== '') return part;
  const sure = cohorts.has('control') ? 60_000 : 0;
  return blameForAll(changesForAll(state, service, end, sure), onset)?.id;
}

/** Not before the users had the change; and at its start, where the few windows between cannot tell the difference. */
function onsetOf(
  { bad, latency }: Group,
  { part, measure, finding, rate, lift }: NamedFinding,
  now: Folding,
): number {
  const of =
    measure === 'bad'
      ? bad
      : measure === 'mean'
        ? latency?.mean
        : latency?.tails[measure === 'tail95' ? 0 : 1];
  const state: Comparison | undefined = part === '' ? of?.own : of?.parts.get(part);
  if (state === undefined) return finding.onset;
  const start = state.startedAt;
  if (finding.onset <= start) return part === '' ? finding.onset : start;
  const perMs = measure === 'mean' ? 0.5 / now.width : (rate * lift * state.exposedPerWindow) / now.width;
  return perMs * (finding.onset - start) < 2 ? start : finding.onset;
}

function evidenceOf({ finding, lift, part, rate, measure }: NamedFinding, _part: string): Evidence {
  const { seen, logEvidence, threshold, dispersion } = finding;
  return {
    logEvidence: round(logEvidence),
    threshold: round(threshold),
    lift: round(lift),
    exposedTotal: seen.exposedTotal,
    ...(measure === 'mean' ? {} : { exposedBad: seen.exposedBad, controlBad: seen.controlBad }),
    controlTotal: seen.controlTotal,
    ...(measure === 'mean' ? {} : { baseRate: round(rate) }),
    dispersion: round(dispersion),
    ...(part.includes('+') ? { candidates: part } : {}),
  };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
