import { blameForAll, blameInseparable, changesForAll, peersSuffer } from './blame.js';
import type { Found } from './fold-counts.js';
import type { AnomalyLine, Evidence } from './lines.js';
import { measureOf, methodPrefix } from './measures.js';
import type { Group, MeasureName, WatchState } from './state.js';

export type NamedFinding = Found & { measure: MeasureName };

/** Of what was found in one bucket, the change with the clearest contrast is to blame; the others must wait. */
export function tell(
  state: WatchState,
  group: Group,
  found: readonly NamedFinding[],
  end: number,
): AnomalyLine[] {
  const clearest = found.reduce<NamedFinding | undefined>(
    (best, one) => (best === undefined || rank(one) > rank(best) ? one : best),
    undefined,
  );
  if (clearest === undefined) return [];
  const { part, measure, lift, finding } = clearest;
  group.alarms.set(part, { at: end, measure, lift: Math.max(1.3, lift), calm: 0 });
  const onset = onsetOf(group, clearest);
  const changeId = changeOf(state, group, clearest, onset, end);
  const method = `${methodPrefix[measure]} ${finding.method}`.replaceAll(' ', '-');
  return [anomalyLine(state, group, { changeId, onset, method, evidence: evidenceOf(clearest) })];
}

/** An anomaly of a group, decided by the line that came last. */
export function anomalyLine(
  { now }: WatchState,
  { service, environment, metric }: Group,
  told: { changeId: string | undefined; onset: number; method: string; evidence: Evidence },
): AnomalyLine {
  const { changeId, onset, method, evidence } = told;
  const blame = changeId === undefined ? {} : { changeId };
  return { t: now, anomaly: { service, environment, metric, ...blame, onset, method, evidence } };
}

function rank({ part, contrast, finding }: NamedFinding): number {
  return part === '' ? finding.logEvidence - 1e6 : contrast;
}

function changeOf(
  state: WatchState,
  group: Group,
  { part, finding }: NamedFinding,
  onset: number,
  end: number,
): string | undefined {
  if (finding.seen.controlTotal === 0 && peersSuffer(state, group, end)) return undefined;
  if (part.includes('+')) return blameInseparable(state, part, onset);
  return part === '' ? blameForAll(changesForAll(state, group, end), onset)?.id : part;
}

/** Not before its users had the change; and at its start, where the few windows between cannot tell the difference. */
function onsetOf(group: Group, { part, measure, finding, usual, lift }: NamedFinding): number {
  const of = measureOf(group, measure);
  const state = part === '' ? of?.own : of?.parts.get(part);
  if (state === undefined) return finding.onset;
  const start = state.startedAt;
  if (finding.onset <= start) return start;
  const eventsPerWindow = measure === 'mean' ? 0.5 : usual * lift * state.exposedPerWindow;
  return (eventsPerWindow * (finding.onset - start)) / group.width < 2 ? start : finding.onset;
}

function evidenceOf({ finding, lift, part, usual, measure }: NamedFinding): Evidence {
  const { seen, logEvidence, threshold, dispersion } = finding;
  const counted = measure !== 'mean';
  return {
    logEvidence: round(logEvidence),
    threshold: round(threshold),
    lift: round(lift),
    exposedTotal: seen.exposedTotal,
    ...(counted ? { exposedBad: seen.exposedBad } : {}),
    controlTotal: seen.controlTotal,
    ...(counted ? { controlBad: seen.controlBad, usualRate: round(usual) } : {}),
    dispersion: round(dispersion),
    ...(part.includes('+') ? { candidates: part } : {}),
  };
}

export function round(value: number): number {
  return Number(value.toPrecision(4));
}
