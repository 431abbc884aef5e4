import { hear } from '../silence/silence.js';
import { blameInseparable } from './blame.js';
import type { AnomalyLine } from './lines.js';
import type { Bucket, Cohort, Group, WatchState } from './state.js';
import { anomalyLine, round } from './tell.js';

const recentMs = 10_000;

/** Whether the users of a change have no traffic any more, while others of the same service have. */
export function foldSilence(state: WatchState, group: Group, { cells }: Bucket, end: number): AnomalyLine[] {
  const found: AnomalyLine[] = [];
  let talking = 0;
  for (const { total } of cells.values()) if (total > 0) talking++;
  if (talking > 0) group.talkedAt = end;
  for (const cohort of group.cohorts.values()) {
    const total = cells.get(cohort.key)?.total;
    const othersTalk = total === undefined || total === 0 ? othersOf(state, group, talking, end) : true;
    const expected = hear(cohort.quiet, total, { widthMs: group.width, end, othersTalk });
    if (expected === undefined || cohort.quiet.alarmed) continue;
    cohort.quiet.alarmed = true;
    if (isMeant(state, group, cohort, end) || isTold(state, group, cohort)) continue;
    const onset = cohort.quiet.heardAt ?? end;
    const changeId = cohort.parts.length === 1 ? cohort.parts[0] : blameInseparable(state, cohort.key, onset);
    const evidence = { expectedTotal: round(expected), exposedTotal: 0, cohort: cohort.key };
    found.push(anomalyLine(state, group, { changeId, onset, method: 'silence', evidence }));
  }
  return found;
}

function othersOf(state: WatchState, group: Group, talking: number, end: number): boolean {
  if (talking > 0) return true;
  for (const other of state.services.get(group.service)?.get(group.environment)?.values() ?? []) {
    if (other !== group && end - other.talkedAt <= recentMs) return true;
  }
  return false;
}

/**
 * A change that was taken back, reaches everybody, or has become the normal and is forgotten ends the traffic of a
 * cohort; and nobody’s control is a patient.
 */
function isMeant(state: WatchState, group: Group, { key, parts }: Cohort, end: number): boolean {
  if (key === 'control') return true;
  const changes = parts.map((part) => state.changes.get(part));
  if (changes.every((change) => change === undefined)) return true;
  if (changes.some((change) => change !== undefined && change.exposure < change.mostExposure)) return true;
  return [...group.cohorts.values()].some(
    (other) =>
      other.key !== key &&
      parts.some((part) => other.parts.includes(part)) &&
      other.quiet.heardAt !== null &&
      end - other.quiet.heardAt <= recentMs,
  );
}

/** The same silence is told once, not for each metric. */
function isTold(state: WatchState, group: Group, { key }: Cohort): boolean {
  for (const other of state.services.get(group.service)?.get(group.environment)?.values() ?? []) {
    if (other !== group && other.cohorts.get(key)?.quiet.alarmed === true) return true;
  }
  return false;
}
