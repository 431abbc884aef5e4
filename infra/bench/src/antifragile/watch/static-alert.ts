import type { FleetService } from '@hormesis/demo-fleet';

/** What one window of a service came to, all cohorts together. */
export type Whole = { start: number; total: number; bad: number; meanMs: number };

/** How many windows it looks back, and for how many it waits from the first bad one on. */
const memory = 4;
const hold = 3;
/** As the demo fleet’s own alerting has them. */
const errors = { open: 0.05, close: 0.025 };
const fewest = 6;
const slowness = 3;
/** Mean over median of healthy latency. */
const meanOverMedian = 1.107;

export type StaticAlert = { metric: 'http.errors' | 'http.latency'; onset: number; observed: number };

/** The fleet’s own crude alert: a share of errors, or a latency, above a limit that is the same for all services. */
export class StaticAlerts {
  private readonly windows = new Map<string, Whole[]>();
  private readonly open = new Set<string>();

  take(service: FleetService, window: Whole): StaticAlert | undefined {
    const kept = [...(this.windows.get(service.name) ?? []), window].slice(-memory);
    this.windows.set(service.name, kept);
    const limit = service.latencyMs * meanOverMedian * slowness;
    const total = kept.reduce((sum, each) => sum + each.total, 0);
    const bad = kept.reduce((sum, each) => sum + each.bad, 0);
    const slow = Math.min(...kept.slice(-2).map(({ meanMs }) => meanMs));
    const ratio = total === 0 ? 0 : bad / total;
    if (this.open.has(service.name)) {
      if (ratio < errors.close && slow < limit / 2) this.open.delete(service.name);
      return undefined;
    }
    const failing = ratio > errors.open && bad >= fewest;
    if (!failing && slow <= limit) return undefined;
    const looksBad = (each: Whole) => (failing ? each.bad > each.total * errors.open : each.meanMs > limit);
    const since = kept.slice(Math.max(0, kept.findIndex(looksBad)));
    if (since.length < hold) return undefined;
    this.open.add(service.name);
    return {
      metric: failing ? 'http.errors' : 'http.latency',
      onset: since[0]?.start ?? window.start,
      observed: failing ? ratio : slow,
    };
  }
}
