import type { WindowLine } from '@hormesis/statistics';

/** How a series usually fares. */
export type Normal = {
  /** Share of the requests that are bad. */
  ratio: number;
  /** Mean latency, milliseconds; `null` where it is not measured. */
  meanMs: number | null;
};

const halfLifeMs = 5 * 60_000;

type Sums = { at: number; total: number; bad: number; count: number; sumMs: number };

/** How each series of a partition has fared lately, whoever its requests were. Old windows count less and less. */
export class Normals {
  private readonly sums = new Map<string, Sums>();

  take(line: WindowLine): void {
    const key = keyOf(line);
    const { at, total, bad, count, sumMs } = this.sums.get(key) ?? { ...nothing, at: line.t };
    const left = 0.5 ** (Math.max(0, line.t - at) / halfLifeMs);
    this.sums.set(key, {
      at: Math.max(at, line.t),
      total: total * left + line.total,
      bad: bad * left + line.bad,
      count: count * left + (line.latency?.count ?? 0),
      sumMs: sumMs * left + (line.latency?.sumMs ?? 0),
    });
  }

  of(series: Pick<WindowLine, 'service' | 'environment' | 'metric'>): Normal {
    const { total, bad, count, sumMs } = this.sums.get(keyOf(series)) ?? nothing;
    return { ratio: (bad + 0.5) / (total + 1), meanMs: count > 0 ? sumMs / count : null };
  }
}

const nothing = { at: 0, total: 0, bad: 0, count: 0, sumMs: 0 };

function keyOf({
  service,
  environment,
  metric,
}: Pick<WindowLine, 'service' | 'environment' | 'metric'>): string {
  return JSON.stringify([environment, service, metric]);
}
