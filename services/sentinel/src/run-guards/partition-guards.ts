import type { EventOf } from '@hormesis/events';
import type { Guard } from './guard.js';
import { GuardRecord } from './guard-record.js';
import {
  type ChangeOf,
  guardCleared,
  guardFired,
  type StandingGuard,
  standingOf,
} from './guard-statement.js';
import { type Evaluated, type RunningGuard, runningGuard } from './running-guard.js';

export type GuardStatement = EventOf<'anomaly.detected'> | EventOf<'anomaly.cleared'>;

/** What is to be stated, and what then stands or stands no more. */
export type GuardNews = {
  statement: GuardStatement;
  began?: StandingGuard;
  over?: string;
};

/**
 * The guards of one partition of the signals. What fires is compared with what was stated, so that after a restart
 * nothing is stated twice, whatever was evaluated again. What was true already when a guard was accepted is what is left
 * of the incident that taught it: it is not stated until it was not true once.
 */
export class PartitionGuards {
  private record = new GuardRecord([]);
  private running: readonly RunningGuard[] = [];
  private readonly standing: Map<string, StandingGuard>;
  /** Until it is known what is to run, no time has passed. */
  private ready = false;
  private readonly news: GuardNews[] = [];
  private readonly faults = new Map<string, string>();
  private readonly evaluated = new Set<string>();
  /** What was true already when its guard was accepted, and has been since. */
  private readonly heldBack = new Map<string, string>();

  /**
   * @param evaluatedUntil up to when what fired has been stated, milliseconds since 1970
   * @param changeOf what a firing cohort has that others have not
   */
  constructor(
    public evaluatedUntil: number,
    standing: readonly StandingGuard[],
    private readonly onFault: (guard: Guard, because: string) => void = () => undefined,
    private readonly changeOf: ChangeOf = () => undefined,
  ) {
    this.standing = new Map(standing.map((each) => [keyOf(each.guard, each.alert), each]));
  }

  get guards(): readonly Guard[] {
    return this.running.map(({ guard }) => guard);
  }

  /** Those that were evaluated since over at least one series, and had no fault the last time. */
  get sound(): readonly Guard[] {
    return this.guards.filter(
      ({ id, reads }) => this.evaluated.has(id) && !this.faults.has(id) && reads.some(this.record.has),
    );
  }

  /**
   * Goes on with the guards of a record, which reaches back far enough and up to here.
   * @param inForce those that are in force, some of which may follow later; of all others what stands is over
   * @param warm the guards of the record, evaluated up to a moment that is not after `evaluatedUntil`
   */
  use(
    record: GuardRecord,
    now: number,
    inForce: readonly Guard[] = record.guards,
    warm?: readonly RunningGuard[],
  ): void {
    this.record = record;
    this.ready = true;
    this.faults.clear();
    this.evaluated.clear();
    const known = Number.isFinite(record.knownUntil);
    const from = known ? Math.min(this.evaluatedUntil, record.knownUntil) : this.evaluatedUntil;
    this.running =
      warm ?? record.guards.map((guard) => runningGuard(guard, record.recorder, from - guard.warmMs));
    // Without a window the log is about to be read again: it then passes with the windows.
    for (const running of known ? this.running : [])
      if (running.upTo(from).at(-1)?.failed === undefined) this.evaluated.add(running.guard.id);
    const ids = new Set(inForce.map(({ id }) => id));
    for (const each of this.standing.values()) if (!ids.has(each.guard)) this.clear(each, now);
    for (const [key, id] of this.heldBack) if (!ids.has(id)) this.heldBack.delete(key);
    if (known) this.pass(record.knownUntil);
  }

  /** A window as it comes; what is due before it became known is evaluated first. */
  take(event: EventOf<'signal.measured'>): void {
    this.pass(Date.parse(event.recordedTime ?? event.time) - 1);
    this.record.take(event);
  }

  /** Lets time pass up to a moment. */
  pass(until: number): void {
    if (!this.ready) return;
    for (const running of this.running) for (const evaluated of running.upTo(until)) this.compare(evaluated);
    this.evaluatedUntil = Math.max(this.evaluatedUntil, until);
  }

  /** What is to be stated since the last time. */
  takeNews(): GuardNews[] {
    return this.news.splice(0);
  }

  /** What could not be stated is to be stated again. */
  giveBack(news: readonly GuardNews[]): void {
    this.news.unshift(...news);
  }

  private compare({ at, guard, firing, failed }: Evaluated): void {
    if (at <= this.evaluatedUntil) return;
    if (failed !== undefined) {
      if (this.faults.get(guard.id) !== failed) this.onFault(guard, failed);
      this.faults.set(guard.id, failed);
      return;
    }
    this.faults.delete(guard.id);
    this.evaluated.add(guard.id);
    for (const each of firing) {
      const key = keyOf(guard.id, each.key);
      if (this.standing.has(key)) continue;
      if (this.heldBack.has(key) || each.activeAt <= guard.acceptedAt) {
        this.heldBack.set(key, guard.id);
        continue;
      }
      const began = standingOf(guard, each, at);
      this.standing.set(key, began);
      this.news.push({ statement: guardFired(began, guard, each, at, this.changeOf), began });
    }
    const now = new Set(firing.map(({ key }) => keyOf(guard.id, key)));
    for (const [key, each] of this.standing)
      if (each.guard === guard.id && !now.has(key)) this.clear(each, at);
    for (const [key, id] of this.heldBack) if (id === guard.id && !now.has(key)) this.heldBack.delete(key);
  }

  private clear(each: StandingGuard, at: number): void {
    this.standing.delete(keyOf(each.guard, each.alert));
    this.news.push({ statement: guardCleared(each, at), over: each.subject });
  }
}

const keyOf = (guard: string, alert: string): string => `${guard} ${alert}`;
