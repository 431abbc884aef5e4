import type { LatencyHistogram } from '@hormesis/events';
import { type Buckets, finestScale } from './buckets.js';

/** Latency as cumulative counts by rising upper bounds, milliseconds. */
export type Latency = { count: number; sumMs: number; steps: readonly Step[] };
type Step = { atMost: number; count: number };
type Of<Kind extends Buckets['kind']> = Extract<Buckets, { kind: Kind }>;

/** The latency that buckets show; `toMs`: what one of their unit is in milliseconds. */
export function latencyOf(buckets: Buckets, sum: number, toMs: number): Latency {
  const steps = buckets.kind === 'explicit' ? explicitSteps(buckets, toMs) : exponentialSteps(buckets, toMs);
  const rest = buckets.kind === 'explicit' ? 0 : buckets.zeros;
  const count = rest + sumOf(buckets.counts);
  return { count, sumMs: Math.max(0, sum) * toMs, steps };
}

function explicitSteps({ bounds, counts }: Of<'explicit'>, toMs: number): Step[] {
  let count = 0;
  return bounds.map((bound, n) => {
    count += counts[n] ?? 0;
    return { atMost: inMs(bound, toMs), count };
  });
}

/** From a millisecond to a minute, at bounds that do not depend on what was measured. */
function exponentialSteps({ scale, zeros, offset, counts }: Of<'exponential'>, toMs: number): Step[] {
  const width = 2 ** (finestScale - scale);
  const indexOf = (ms: number) => Math.ceil(Math.log2(ms / toMs) * 2 ** scale);
  const [first, last] = [indexOf(1), indexOf(65_536)];
  let count = zeros + sumOf(counts.slice(0, Math.max(0, first - offset)));
  const steps: Step[] = [];
  for (let index = first; index <= last; index += 1) {
    steps.push({ atMost: inMs(2 ** ((index * width) / 2 ** finestScale), toMs), count });
    count += counts[index - offset] ?? 0;
  }
  return steps;
}

/**
 * Both together, at the bounds where the count of both is known exactly: one's own bounds, below them where nothing
 * was, above them where nothing more was.
 */
export function together(one: Latency, other: Latency): Latency {
  const bounds = [...new Set([...one.steps, ...other.steps].map(({ atMost }) => atMost))].sort(
    (a, b) => a - b,
  );
  const steps = bounds.flatMap((atMost) => {
    const [ours, theirs] = [countAt(one, atMost), countAt(other, atMost)];
    return ours === undefined || theirs === undefined ? [] : [{ atMost, count: ours + theirs }];
  });
  return { count: one.count + other.count, sumMs: one.sumMs + other.sumMs, steps };
}

/** As events carry it. */
export function histogramOf({ count, sumMs, steps }: Latency): LatencyHistogram {
  const le = Object.fromEntries([...steps.map((step) => [String(step.atMost), step.count]), ['+Inf', count]]);
  return { count, sumMs: Number(sumMs.toPrecision(12)), le };
}

function countAt({ count, steps }: Latency, bound: number): number | undefined {
  const next = steps.findIndex(({ atMost }) => atMost >= bound);
  if (steps[next]?.atMost === bound) return steps[next].count;
  if (next >= 0 && steps[next]?.count === 0) return 0;
  const before = next < 0 ? steps.at(-1) : steps[next - 1];
  if (before ? before.count === count : count === 0) return count;
  return undefined;
}

/** Six digits: the same bound is the same number, whatever its unit was. */
function inMs(bound: number, toMs: number): number {
  return Number((bound * toMs).toPrecision(6));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
