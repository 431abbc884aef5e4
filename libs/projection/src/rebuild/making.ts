import type { Queryable } from '@hormesis/database';
import { addToReport, announceBuilds } from '../builds/build-changes.js';
import type { BuildReport, RebuildPhase, RebuildProgress } from '../builds/build-report.js';
import { type BuildRow, loadBuilds } from '../builds/build-row.js';
import type { BuildState } from '../builds/build-state.js';
import type { Projection } from '../definition/projection.js';
import { describeError } from '../fold/describe-error.js';
import { Rate } from './rate.js';

/** A build that this process is making. */
export class Making {
  phase: RebuildPhase = 'waiting';
  private detail: string | null = null;
  private trouble: string | null = null;
  private readonly rate = new Rate();
  private readonly ending = new AbortController();

  constructor(
    readonly row: BuildRow,
    readonly projection: Projection,
  ) {}

  /** Aborted when the build is no longer to be made: it is done, or given up. */
  get signal(): AbortSignal {
    return this.ending.signal;
  }

  get isWanted(): boolean {
    return !this.ending.signal.aborted;
  }

  end(): void {
    this.ending.abort();
  }

  enter(phase: RebuildPhase, detail: string | null = null): void {
    this.phase = phase;
    this.detail = detail;
    this.trouble = null;
  }

  /** Something went wrong that will be tried again. */
  meet(error: unknown): void {
    this.trouble = describeError(error);
  }

  /** So many more records were taken in. */
  advance(records: number): void {
    this.rate.add(records);
    this.trouble = null;
  }

  progress(done: number, total: number): RebuildProgress {
    const isReplaying = this.phase === 'replaying' || this.phase === 'catching up';
    const perSecond = isReplaying ? this.rate.perSecond() : 0;
    const left = Math.max(0, total - done);
    return {
      phase: this.phase,
      detail: this.trouble === null ? this.detail : `waits: ${this.trouble}`,
      done: Math.min(done, total),
      total,
      perSecond,
      secondsLeft: perSecond === 0 ? null : Math.ceil(left / perSecond),
    };
  }

  /** The live build that it stands beside, as it is now. */
  async live(db: Queryable): Promise<BuildRow | undefined> {
    const builds = await loadBuilds(db, this.row.projection);
    return builds.find(({ state }) => state === 'live');
  }

  /** As it stands in the database now; `undefined` if it is gone. */
  async current(db: Queryable): Promise<BuildRow | undefined> {
    const builds = await loadBuilds(db, this.row.projection);
    return builds.find(({ build }) => build === this.row.build);
  }

  /** Ends in a state that waits for people, and says why. */
  async rest(
    db: Queryable,
    state: Extract<BuildState, 'differs' | 'failed'>,
    report: BuildReport,
  ): Promise<void> {
    const { projection, build } = this.row;
    await addToReport(db, this.row, report);
    await db.query(
      `UPDATE projection.build SET state = $3 WHERE projection = $1 AND build = $2 AND state IN ('requested', 'building')`,
      [projection, build, state],
    );
    await announceBuilds(db, projection);
    this.end();
  }
}
