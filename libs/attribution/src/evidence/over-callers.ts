import type { Channel, PodChannel } from '../signals/channels.js';
import { centre } from '../signals/level.js';
import { keyOfPod } from '../signals/pods-of.js';
import { mean } from '../signals/robust.js';

/**
 * The calls to a service from all of its callers as one measure: what is chance on one edge evens out over several. Each edge is
 * moved to the same usual level, as callers ask for different things.
 */
export function overCallers(channels: readonly Channel[]): Channel[] {
  return (['errors', 'latency'] as const).flatMap((metric) => {
    const edges = channels.filter((channel) => channel.side === 'in' && channel.metric === metric);
    const [first] = edges;
    if (!first || edges.length < 2) return [];
    const levels = edges.map(({ pooled }) =>
      centre(
        metric,
        pooled.map(([, value]) => value),
      ),
    );
    const common = mean(levels);
    const pods = new Map<string, Building>();
    for (const [n, edge] of edges.entries()) {
      const offset = metric === 'latency' ? common - (levels[n] ?? common) : 0;
      for (const pod of edge.pods) gather(pods, pod, offset);
    }
    return [{ ...first, other: '', pods: [...pods.values()].map(averaged), pooled: [] }];
  });
}

type Building = Pick<PodChannel, 'pod' | 'version'> & { sums: Map<number, { sum: number; count: number }> };

function gather(pods: Map<string, Building>, { pod, version, values }: PodChannel, offset: number): void {
  const key = keyOfPod({ pod, version });
  const mine = pods.get(key) ?? { pod, version, sums: new Map() };
  pods.set(key, mine);
  for (const [slot, value] of values) {
    const { sum, count } = mine.sums.get(slot) ?? { sum: 0, count: 0 };
    mine.sums.set(slot, { sum: sum + value + offset, count: count + 1 });
  }
}

function averaged({ pod, version, sums }: Building): PodChannel {
  const values = [...sums]
    .sort(([a], [b]) => a - b)
    .map(([slot, { sum, count }]) => [slot, sum / count] as const);
  return { pod, version, values: new Map(values) };
}
