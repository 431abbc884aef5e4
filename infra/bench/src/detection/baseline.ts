import type { Judge, Verdict } from './judge.js';
import type { AnomalyLine, Line } from './lines.js';
import { type Judged, MinuteClock } from './minute-clock.js';
import type { Subject } from './subject.js';

/** A judge with limits: what lies above one of them is an anomaly, told once for a change. */
export class Baseline implements Subject {
  private readonly clock: MinuteClock;
  private readonly told = new Set<string>();

  constructor(
    private readonly method: string,
    judge: Judge,
    private readonly limits: Verdict,
  ) {
    this.clock = new MinuteClock([judge]);
  }

  take(line: Line): AnomalyLine[] {
    return this.clock
      .take(line)
      .flatMap((judged) => judged.verdicts.flatMap((verdict) => this.tell(judged, verdict)));
  }

  private tell({ changeId, service, t, minuteBegan }: Judged, { errors, latency }: Verdict): AnomalyLine[] {
    const { method, limits } = this;
    if ((errors <= limits.errors && latency <= limits.latency) || this.told.has(changeId)) return [];
    this.told.add(changeId);
    const evidence = { errors, latency, errorsLimit: limits.errors, latencyLimit: limits.latency };
    return [{ t, anomaly: { service, metric: 'requests', changeId, onset: minuteBegan, method, evidence } }];
  }
}
