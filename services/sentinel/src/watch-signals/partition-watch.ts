import type { Watches } from '@hormesis/api';
import type { Change } from '@hormesis/change';
import type { EventOf } from '@hormesis/events';
import { type AnomalyLine, type Budget, Watch, type WindowLine } from '@hormesis/statistics';
import type { RecentSteps } from '../know-changes/recent-steps.js';
import { type Place, WatchedChanges } from '../know-changes/watched-changes.js';
import { type Normal, Normals } from '../see-recovery/normal.js';
import { WatchBoard } from '../show-watches/watch-board.js';
import { windowLine } from './window-line.js';

const mostHeardOf = 10_000;
/** What became known later than this tells of the past, and nothing of now. */
const tooLateMs = 10 * 60_000;
/** So long after it was last heard of nothing is known of an environment any more: previews come and go. */
const forgottenMs = 24 * 60 * 60_000;

/** What the detectors noticed, where, and the change they hold to be behind it. */
export type Noticed = AnomalyLine['anomaly'] & {
  at: number;
  environment: string;
  change?: Change;
  /** How the series had fared before. */
  before: Normal;
};

/**
 * The detectors over one partition of the signals. Windows and changes are taken in the order in which they became
 * known, so that the same log gives the same state again after a restart.
 */
export class PartitionWatch {
  private readonly changes: WatchedChanges;
  private readonly watches = new Map<string, Watch>();
  private readonly heardAt = new Map<string, number>();
  private readonly board = new WatchBoard();
  private readonly normals = new Normals();
  private readonly alarmed = new Map<string, number>();
  private readonly heardOf = new Set<string>();
  private place = 0;

  /**
   * @param budget of each environment
   * @param isHarmed whether an anomaly stands in the series of a window: then it says nothing of what is normal
   * @param isBlamed whether an anomaly stands that a change is held to be behind
   */
  constructor(
    private readonly steps: RecentSteps,
    private readonly budget: Budget,
    private readonly isHarmed: (line: WindowLine) => boolean = () => false,
    isBlamed: (changeId: string) => boolean = () => false,
  ) {
    this.changes = new WatchedChanges(isBlamed);
  }

  /** Whether a window counts users of whom none was heard before: of a version that has just come, say. */
  isNews({ data: { service, environment, cohort } }: EventOf<'signal.measured'>): boolean {
    const key = JSON.stringify([environment.id, service.id, cohort]);
    if (this.heardOf.has(key)) return false;
    if (this.heardOf.size >= mostHeardOf) this.heardOf.clear();
    this.heardOf.add(key);
    return true;
  }

  /** Those that it knows something of. */
  get environments(): readonly string[] {
    return [...this.watches.keys()];
  }

  /** Whether users still have a change. */
  isWatched(changeId: string): boolean {
    return this.changes.stepOf(changeId) !== undefined;
  }

  /** The latest step of the one watched change that a cohort of a place has; `undefined`: none, or several. */
  changeOf(place: Place, cohort: string, at: number): Change | undefined {
    return this.changes.stepOf(this.changes.reaching(place, cohort, at));
  }

  /** @param live whether the log is read to its end: then all that is known of changes counts, else what was known by then */
  take(event: EventOf<'signal.measured'>, live: boolean): { line: WindowLine; noticed: Noticed[] } {
    const { data } = event;
    const place = { service: data.service.id, environment: data.environment.id };
    const at = Date.parse(event.recordedTime ?? event.time);
    const before = this.takeChanges(live ? Number.POSITIVE_INFINITY : at);
    const cohort = this.changes.reaching(place, data.cohort, at);
    const line = windowLine(event, cohort);
    if (at - line.t > tooLateMs) return { line, noticed: before };
    this.board.take(line, data.durationMs, (id) => this.changes.stepOf(id));
    this.heardAt.set(place.environment, at);
    const found = this.noticed(place.environment, this.watchOf(place.environment).take(line));
    if (!this.isHarmed(line)) this.normals.take(line);
    return { line, noticed: [...before, ...found] };
  }

  /** Lets time pass: what is not heard of any more is noticed by the clock. */
  tick(now: number): Noticed[] {
    const before = this.takeChanges(now);
    this.forgetSilent(now);
    const silent = [...this.watches].flatMap(([environment, each]) =>
      this.noticed(environment, each.tick(now)),
    );
    return [...before, ...silent];
  }

  /** What is watched at the moment, and what was until a moment ago. */
  shown(now: number): Watches['items'] {
    return this.board.all(now).flatMap(({ service, environment, metric, id, change, endedAt, series }) => {
      const alarmedAt = this.alarmed.get(alarmKey(environment, service, metric, id));
      const times = { alarmedAt: instantOf(alarmedAt), endedAt: instantOf(endedAt) };
      return change ? [{ service, environment, metric, change, ...times, points: series.points }] : [];
    });
  }

  private takeChanges(at: number): Noticed[] {
    const { steps, place } = this.steps.upTo(at, this.place);
    this.place = place;
    return steps.flatMap((step) =>
      this.changes.take(step.change, step.at).flatMap((line) => {
        if (line.change.exposure === 0) this.board.end(line.change.id, step.at);
        return this.environmentsOf(step.change).flatMap((environment) =>
          this.noticed(environment, this.watchOf(environment).take(line)),
        );
      }),
    );
  }

  private forgetSilent(now: number): void {
    for (const environment of this.watches.keys()) {
      const heardAt = this.heardAt.get(environment) ?? now;
      this.heardAt.set(environment, heardAt);
      if (now - heardAt <= forgottenMs) continue;
      this.watches.delete(environment);
      this.heardAt.delete(environment);
    }
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
      const before = this.normals.of({ service, environment, metric });
      return { ...anomaly, at: t, environment, before, ...(change ? { change } : {}) };
    });
  }
}

function alarmKey(...parts: string[]): string {
  return JSON.stringify(parts);
}

function instantOf(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
