import type { Range } from './labelled-series.js';

const thresholds = 250;
const steps = 5;

/**
 * The volume under the precision-recall surface of a ranking of points: the area under a range-wise curve, averaged over
 * buffers of 0 to `buffer` points around each anomaly, whose labels fade with the square root of the distance. 250
 * thresholds from the ranks of the scores, as the authors' implementation takes them, but five widths of the buffer
 * instead of all. NaN where nothing is wrong with the series.
 * (Paparrizos et al., "Volume Under the Surface", PVLDB 15, 2022.)
 */
export function vusPr(scores: Float64Array, anomalies: readonly Range[], buffer: number): number {
  if (anomalies.length === 0) return Number.NaN;
  const order = Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  let sum = 0;
  for (let step = 0; step < steps; step += 1) {
    sum += rangePr(scores, order, anomalies, Math.round((buffer * step) / (steps - 1)));
  }
  return sum / steps;
}

function rangePr(
  scores: Float64Array,
  order: readonly number[],
  anomalies: readonly Range[],
  buffer: number,
): number {
  const labels = faded(anomalies, scores.length, buffer);
  const segments = segmentsOf(labels);
  const positive = anomalies.reduce((sum, { from, to }) => sum + to - from, 0);
  const whole = (positive + labels.reduce((sum, label) => sum + label, 0)) / 2;
  const segmentOf = new Int32Array(scores.length).fill(-1);
  for (const [n, { from, to }] of segments.entries()) segmentOf.fill(n, from, to);

  const touched = new Set<number>();
  let caught = 0;
  let taken = 0;
  let area = 0;
  let lastRecall = 0;
  for (let n = 0; n < thresholds; n += 1) {
    const rank = Math.trunc((n * (scores.length - 1)) / (thresholds - 1));
    const threshold = scores[order[rank] ?? 0] ?? 0;
    while (taken < order.length) {
      const index = order[taken] ?? 0;
      if ((scores[index] ?? 0) < threshold) break;
      caught += labels[index] ?? 0;
      const segment = segmentOf[index] ?? -1;
      if (segment >= 0) touched.add(segment);
      taken += 1;
    }
    const recall = (Math.min(caught / whole, 1) * touched.size) / segments.length;
    area += (recall - lastRecall) * (caught / taken);
    lastRecall = recall;
  }
  return area;
}

function faded(anomalies: readonly Range[], length: number, buffer: number): Float64Array {
  const labels = new Float64Array(length);
  for (const { from, to } of anomalies) labels.fill(1, from, to);
  const half = Math.floor(buffer / 2);
  for (const { from, to } of anomalies) {
    for (let distance = 1; distance <= half; distance += 1) {
      const label = Math.sqrt(1 - distance / buffer);
      raise(labels, from - distance, label);
      raise(labels, to - 1 + distance, label);
    }
  }
  return labels;
}

function raise(labels: Float64Array, index: number, by: number): void {
  if (index >= 0 && index < labels.length) labels[index] = Math.min(1, (labels[index] ?? 0) + by);
}

function segmentsOf(labels: Float64Array): Range[] {
  const segments: Range[] = [];
  for (const [index, label] of labels.entries()) {
    const last = segments.at(-1);
    if (label === 0) continue;
    if (last !== undefined && last.to === index) last.to = index + 1;
    else segments.push({ from: index, to: index + 1 });
  }
  return segments;
}
