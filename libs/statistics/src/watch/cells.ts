import type { LatencyValue } from '../latency/latency-value.js';
import { slowerThan } from '../latency/tail-bounds.js';
import type { Bucket, Cell, Cohort, Group, LatencyMeasures } from './state.js';

const patience = 2;
const activeWindows = 3;
const leastWidth = 1_000;
const mostWidth = 60_000;

/** The length of windows follows from the gaps between them: the longest of those that the cohorts have. */
export function learnWidth(group: Group, cohort: Cohort, t: number): void {
  const gap = t - cohort.lastT;
  if (cohort.lastT === 0) {
    if (group.flushed === null && group.open.length === 0) group.phase = t % group.width;
    return;
  }
  if (gap <= 0 || (cohort.gap !== 0 && gap >= cohort.gap)) return;
  cohort.gap = Math.min(mostWidth, Math.max(leastWidth, gap));
  let width = leastWidth;
  for (const { gap, lastT } of group.cohorts.values()) {
    if (gap > width && t - lastT < 5 * gap) width = gap;
  }
  if (width !== group.width) changeWidth(group, width, t);
}

function changeWidth(group: Group, width: number, t: number): void {
  const { phase, width: old } = group;
  group.width = width;
  group.phase = t % width;
  const moved = (index: number) => Math.round((index * old + phase - group.phase) / width);
  if (group.flushed !== null) group.flushed = moved(group.flushed);
  for (const cohort of group.cohorts.values()) cohort.lastIndex = moved(cohort.lastIndex);
  for (const bucket of group.open) bucket.index = moved(bucket.index);
}

/** Puts a window where it belongs by its time; what is late goes into the next one that is decided. */
export function putInBucket(
  group: Group,
  cohort: Cohort,
  time: number,
  counts: { total: number; bad: number },
  latency: LatencyValue | undefined,
): Bucket {
  const wanted = Math.round((time - group.phase) / group.width);
  const onTime = group.flushed === null || wanted > group.flushed;
  const bucket = bucketAt(group, onTime ? wanted : (group.flushed ?? wanted) + 1);
  const cell = bucket.cells.get(cohort.key) ?? emptyCell();
  bucket.cells.set(cohort.key, cell);
  cell.onTime ||= onTime;
  cell.total += counts.total;
  cell.bad += counts.bad;
  if (latency !== undefined && group.latency !== null) addLatency(cell, latency, group.latency);
  cohort.lastIndex = Math.max(cohort.lastIndex, bucket.index);
  return bucket;
}

/**
 * Takes out the windows that can be decided: those with all cohorts that are active, joined by those before them in which
 * some were missing, so that none goes without its control; and those that have waited too long.
 * @param awaited whether users of a change may come yet
 */
export function completeBuckets(group: Group, bucket: Bucket, awaited: (end: number) => boolean): Bucket[] {
  if (isComplete(group, bucket) && !awaited(bucket.index * group.width + group.phase)) {
    const taken = takeUpTo(group, bucket.index);
    for (const earlier of taken.slice(0, -1)) join(earlier, bucket);
    return [bucket];
  }
  const newest = group.open.at(-1)?.index ?? bucket.index;
  return takeUpTo(group, newest - patience);
}

export function takeUpTo(group: Group, index: number): Bucket[] {
  const taken: Bucket[] = [];
  for (let first = group.open[0]; first !== undefined && first.index <= index; first = group.open[0]) {
    taken.push(first);
    group.open.shift();
    group.flushed = first.index;
  }
  return taken;
}

function join({ cells }: Bucket, into: Bucket): void {
  for (const [key, cell] of cells) {
    const sum = into.cells.get(key);
    if (sum === undefined) {
      into.cells.set(key, cell);
      continue;
    }
    sum.total += cell.total;
    sum.bad += cell.bad;
    sum.latencyCount += cell.latencyCount;
    sum.latencySum += cell.latencySum;
    sum.slow = [sum.slow[0] + cell.slow[0], sum.slow[1] + cell.slow[1]];
  }
}

function isComplete(group: Group, { index, cells }: Bucket): boolean {
  for (const cohort of group.cohorts.values()) {
    if (cohort.lastIndex >= index - activeWindows && cells.get(cohort.key)?.onTime !== true) return false;
  }
  return true;
}

function bucketAt(group: Group, index: number): Bucket {
  let place = group.open.length;
  while (place > 0 && (group.open[place - 1]?.index ?? 0) > index) place--;
  const before = group.open[place - 1];
  if (before?.index === index) return before;
  const bucket: Bucket = { index, cells: new Map() };
  group.open.splice(place, 0, bucket);
  return bucket;
}

function emptyCell(): Cell {
  return { onTime: false, total: 0, bad: 0, latencyCount: 0, latencySum: 0, slow: [0, 0] };
}

function addLatency(cell: Cell, value: LatencyValue, { inLog, bounds }: LatencyMeasures): void {
  if (value.inLog !== inLog) return;
  cell.latencyCount += value.count;
  cell.latencySum += value.sum;
  if (bounds === null || value.histogram === undefined) return;
  cell.slow[0] += slowerThan(value.histogram, bounds[0]);
  cell.slow[1] += slowerThan(value.histogram, bounds[1]);
}
