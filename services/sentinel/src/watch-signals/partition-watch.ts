import type { Change } from '@hormesis/change';
import type { EventOf } from '@hormesis/events';
import { type AnomalyLine, type Budget, Watch } from '@hormesis/statistics';
import type { RecentSteps } from '../know-changes/recent-steps.js';
import { WatchedChanges } from '../know-changes/watched-changes.js';
import { WatchBoard } from '../show-watches/watch-board.js';
import type { Watches } from '../show-watches/watch-schemas.js';
import { windowLine } from './window-line.js';

/** What the detectors noticed, where, and the change they hold to be behind it. */
export type Noticed = AnomalyLine['anomaly'] & { at: number; environment: string; change?: Change };

/**
 * The detectors over one partition of the signals. Windows and changes are taken in the order in which they became
 * known, so that the same log gives the same state again after a restart.
 */
export class PartitionWatch {
  private readonly changes = new WatchedChanges();
  private readonly watches = new Map<string, Watch>();
  private readonly board = new WatchBoard();
  private readonly alarmed = new Map<string, number>();
  private place = 0;

  constructor(
    private readonly steps: RecentSteps,
    private readonly budget: Budget,
  ) {}

  take(event: EventOf<'signal.measured'>): Noticed[] {
    const { data } = event;
    const place = { service: data.service.id, environment: data.environment.id };
    const at = Date.parse(event.recordedTime ?? event.time);
    const before = this.takeChanges(at);
    const cohort = this.changes.reaching(place, data.cohort, at);
    const line = windowLine(event, cohort);
    this.board.take(line);
    return [...before, ...this.noticed(place.environment, this.watchOf(place.environment).take(line))];
  }

  /** Lets time pass: what is not heard of any more is noticed by the clock. */
  tick(now: number): Noticed[] {
    const before = this.takeChanges(now);
    const silent = [...this.watches].flatMap(([environment, each]) =>
      this.noticed(environment, each.tick(now)),
    );
    return [...before, ...silent];
  }

  /** What is watched at the moment. */
  shown(): Watches['items'] {
    return this.board.all().flatMap(({ service, environment, metric, change: id, series }) => {
      const change = this.changes.stepOf(id);
      const alarmed = this.alarmed.get(alarmKey(environment, service, metric, id));
      const alarmedAt = alarmed === undefined ? null : new Date(alarmed).toISOString();
      return change ? [{ service, environment, metric, change, alarmedAt, points: series.points }] : [];
    });
  }

  private takeChanges(at: number): Noticed[] {
    const { steps, place } = this.steps.upTo(at, this.place);
    this.place = place;
    return steps.flatMap((step) =>
      this.changes.take(step.change, step.at).flatMap((line) => {
        if (line.change.exposure === 0) this.board.forget(line.change.id);
        return this.environmentsOf(step.change).flatMap((environment) =>
          this.noticed(environment, this.watchOf(environment).take(line)),
        );
      }),
    );
  }

  private environmentsOf({ environment }: Change): readonly string[] {
    return environment === null ? [...this.watches.keys()] : [environment];
  }

  private watchOf(environment: string): Watch {
    const known = this.watches.get(environment);
    if (known) return known;
    const made = Watch.begin({ budget: this.budget });
    this.watches.set(environment, made);
    return made;
  }

  private noticed(environment: string, lines: readonly AnomalyLine[]): Noticed[] {
    return lines.map(({ t, anomaly }) => {
      const { service, metric, changeId } = anomaly;
      if (changeId !== undefined) this.alarmed.set(alarmKey(environment, service, metric, changeId), t);
      const change = changeId === undefined ? undefined : this.changes.stepOf(changeId);
      return { ...anomaly, at: t, environment, ...(change ? { change } : {}) };
    });
  }
}

function alarmKey(...parts: string[]): string {
  return JSON.stringify(parts);
}
