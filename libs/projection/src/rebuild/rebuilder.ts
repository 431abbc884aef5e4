import type { Listening } from '@hormesis/database';
import { adoptVersions } from '../builds/adopt-versions.js';
import { type BuildRow, loadBuilds } from '../builds/build-row.js';
import { dropBuilds } from '../builds/drop-builds.js';
import { Turn } from '../housekeeping/turn.js';
import { buildsChannel } from '../runner/projection-runner.js';
import { type CarryOutOptions, carryOut } from './carry-out.js';
import { ReplayHere } from './replay/replay-here.js';
import type { ReplaySource } from './replay/replay-partition.js';
import type { Replayer } from './replay/replay-task.js';
import { isAskedBack, undoRebuilds } from './undo-rebuild.js';

export type RebuilderOptions = ReplaySource & {
  /** What replays the log. Default: this thread. */
  replayer?: Replayer;
  /** How often to look for requests that were not heard of. Default 2 s. */
  pollMs?: number;
  /** How often to drop what nobody needs any more. Default 5 s. */
  tidyMs?: number;
  onError?: (error: unknown, projection?: string) => void;
} & Pick<CarryOutOptions, 'onProgress' | 'patienceMs'>;

/** Requests that come together are carried out together. */
const gatherMs = 300;

/**
 * Carries out what is asked of the builds of projections: makes new ones, puts old ones back, drops those that nobody
 * needs any more. Of any number of copies one is at work; when it dies, another one goes on where it was.
 */
export class Rebuilder {
  private readonly turn: Turn;
  private readonly replayer: Replayer;
  private readonly stopping = new AbortController();
  private listening: Listening | undefined;
  private timers: NodeJS.Timeout[] = [];
  private working: Promise<void> | undefined;
  private tidying: Promise<void> | undefined;
  private mustLookAgain = false;

  constructor(private readonly options: RebuilderOptions) {
    this.turn = new Turn(options.db, `hormesis.rebuild ${this.names.toSorted().join(' ')}`);
    this.replayer = options.replayer ?? new ReplayHere(options);
  }

  async start(): Promise<void> {
    const { db, pollMs = 2_000, tidyMs = 5_000 } = this.options;
    this.listening = await db.listen(buildsChannel, () => this.look());
    this.timers = [setInterval(() => this.look(), pollMs), setInterval(() => this.tidy(), tidyMs)];
    for (const timer of this.timers) timer.unref();
    this.look();
  }

  /** Leaves what is in work to the next one. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.stopping.abort();
    await this.listening?.stop();
    await Promise.all([this.working, this.tidying]);
    await Promise.all([this.turn.release(), this.replayer.close()]);
  }

  private get names(): string[] {
    return this.options.projections.map(({ name }) => name);
  }

  private look(): void {
    this.mustLookAgain = true;
    this.working ??= this.workWhileAsked().finally(() => {
      this.working = undefined;
    });
  }

  private tidy(): void {
    this.tidying ??= dropBuilds(this.options.db, this.names)
      .then(() => undefined)
      .catch((error: unknown) => this.report(error))
      .finally(() => {
        this.tidying = undefined;
      });
  }

  private async workWhileAsked(): Promise<void> {
    while (this.mustLookAgain && !this.stopping.signal.aborted) {
      this.mustLookAgain = false;
      try {
        await this.work();
      } catch (error) {
        this.report(error);
      }
    }
  }

  private async work(): Promise<void> {
    const { db, projections } = this.options;
    if (!(await this.isAsked())) return;
    if ((await this.turn.take()) === 'taken') return;
    try {
      while (await undoRebuilds(db, projections)) await pause(100, this.stopping.signal);
      if ((await this.inWork()).length > 0) await pause(gatherMs, this.stopping.signal);
      const rows = await this.inWork();
      if (rows.length > 0) await this.carryOut(rows);
    } finally {
      await this.turn.release();
    }
  }

  private async carryOut(rows: readonly BuildRow[]): Promise<void> {
    const { onProgress, patienceMs, onError } = this.options;
    const { replayer } = this;
    const lost = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, lost.signal]);
    const keeping = setInterval(() => this.keepTurn(lost), 1_000);
    try {
      await carryOut(this.options, rows, { replayer, signal, onProgress, patienceMs, onError });
    } finally {
      clearInterval(keeping);
      await replayer.close();
    }
  }

  /** If somebody else has got the turn, for our connection was lost, the work is theirs. */
  private keepTurn(lost: AbortController): void {
    this.turn
      .take()
      .then((turn) => turn === 'taken' && lost.abort())
      .catch((error: unknown) => this.report(error));
  }

  private async isAsked(): Promise<boolean> {
    const builds = await loadBuilds(this.options.db);
    return builds.some(
      (build) => this.isOurs(build) || (isAskedBack(build) && this.names.includes(build.projection)),
    );
  }

  private async inWork(): Promise<BuildRow[]> {
    const { db, projections } = this.options;
    await adoptVersions(db, projections);
    return (await loadBuilds(db)).filter((build) => this.isOurs(build));
  }

  private isOurs({ projection, version, state, report }: BuildRow): boolean {
    const own = this.options.projections.find(({ name }) => name === projection);
    if (!own) return false;
    if (state === 'requested' && report.anyVersion) return true;
    return (state === 'requested' || state === 'building') && own.version === version;
  }

  private report(error: unknown): void {
    if (!this.stopping.signal.aborted) this.options.onError?.(error);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
