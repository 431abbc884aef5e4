import type { CohortWindow } from '@hormesis/attribution';
import { type Measured, windowMs } from '../world/window.js';

/** Windows of the last hours, by service. */
export class WindowLog {
  private readonly kept = new Map<string, Measured[]>();

  constructor(private readonly keptMs: number) {}

  take(window: Measured): void {
    const of = this.kept.get(window.service);
    if (!of) {
      this.kept.set(window.service, [window]);
      return;
    }
    of.push(window);
    if (of.length % 4_096 === 0) {
      const from = of.findIndex(({ start }) => start >= window.start - this.keptMs);
      of.splice(0, Math.max(0, from));
    }
  }

  between(service: string, from: number, to: number): readonly Measured[] {
    const of = this.kept.get(service) ?? [];
    let first = of.length;
    while (first > 0 && (of[first - 1]?.start ?? 0) >= from) first -= 1;
    return of.slice(first).filter(({ start }) => start < to);
  }

  /** As attribution takes them. */
  cohorts(service: string, from: number, to: number): CohortWindow[] {
    return this.between(service, from, to).map(({ cohort, start, total, bad, latency }) => ({
      service,
      cohort,
      end: start + windowMs,
      total,
      bad,
      ...(latency.count > 0 ? { latencyMs: latency.sumMs / latency.count } : {}),
    }));
  }
}
