import type { Change } from '@hormesis/change';
import { derivedId, type StatementOf } from '@hormesis/events';
import { type AnomalyLine, Watch } from '@hormesis/statistics';
import { environment } from '../life/guardian.js';
import { type Measured, windowMs } from '../world/window.js';
import { type Watched, WatchedChanges } from './watched-changes.js';

export const metric = 'http.errors';
/** From the end of a window until it is on the log. */
export const lagMs = 400;
export const sentinelSource = '/hormesis/sentinel';

/** All that it knows. */
export type SentinelState = { watch: unknown; watched: readonly Watched[] };

/** The sentinel’s detectors over the simulated fleet; what they hear is what its service tells them. */
export class Sentinel {
  private constructor(
    private readonly watch: Watch,
    private readonly changes: WatchedChanges,
  ) {}

  /** @param before goes on from there */
  static begin(before?: SentinelState): Sentinel {
    return before
      ? new Sentinel(Watch.restore(before.watch), new WatchedChanges(before.watched))
      : new Sentinel(Watch.begin(), new WatchedChanges());
  }

  get state(): SentinelState {
    return { watch: this.watch.snapshot(), watched: this.changes.all };
  }

  takeChange(change: Change): void {
    for (const line of this.changes.take(change)) this.watch.take(line);
  }

  take({ service, cohort, start, total, bad, latency }: Measured): AnomalyLine[] {
    const t = start + windowMs;
    const reaching = this.changes.reaching(service, cohort, t);
    return this.watch.take({
      ...{ t, at: t + lagMs, service, environment, metric, total, bad, latency },
      cohort: reaching,
      sender: cohort,
    });
  }

  /** The one watched change that a cohort has. */
  changeOf(service: string, cohort: string, at: number): Change | undefined {
    return this.changes.stepOf(this.changes.reaching(service, cohort, at));
  }

  tick(now: number): AnomalyLine[] {
    return this.watch.tick(now);
  }

  statement({ t, anomaly }: AnomalyLine): StatementOf<'anomaly.detected'> {
    const { service, metric: of, onset, method, evidence, changeId } = anomaly;
    const change = changeId === undefined ? undefined : this.changes.stepOf(changeId);
    return {
      name: 'anomaly.detected',
      subject: `sentinel-${derivedId(service, of, changeId ?? '', String(t)).slice(0, 13)}`,
      data: {
        service: { id: service },
        environment: { id: environment },
        metric: of,
        onset: new Date(onset).toISOString(),
        method,
        severity: 'critical',
        summary: `${of} of ${service} got worse`,
        evidence,
        ...(change ? { change: { id: change.eventId, source: change.source } } : {}),
      },
    };
  }
}
