import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@hormesis/database';
import { count } from '@hormesis/telemetry';
import { Turn } from './turn.js';

/** What a job has done, in numbers; `removed`: how many rows it took away. */
export type JobReport = { removed: number } & Readonly<Record<string, number>>;

/** Something that is tidied up from time to time. */
export type Job = {
  name: string;
  /** How often, milliseconds. */
  everyMs: number;
  /** Should leave off when `signal` is aborted; what is left then is done the next time. */
  run(now: Date, signal: AbortSignal): Promise<JobReport>;
};

export type HousekeepingOptions = {
  db: Database;
  jobs: readonly Job[];
  /** Made ready before the first round, for example by migrations. */
  prepare?: () => Promise<unknown>;
  /** How often it looks whether a job is due, milliseconds; up to a tenth more. Default 10 minutes. */
  wakeMs?: number;
  now?: () => Date;
  onDone?: (job: string, report: JobReport) => void;
  /** Told of a job that failed. The others go on; it is tried again at the next look. */
  onError?: (job: string, error: unknown) => void;
};

/**
 * Runs jobs when they are due. Any number of processes may: one at a time is at it, and what one of them has done none
 * does again before its time.
 */
export class Housekeeping {
  private readonly turn: Turn;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: HousekeepingOptions) {
    this.turn = new Turn(options.db, 'hormesis.housekeeping');
  }

  /** Begins in the background. */
  start(): void {
    this.running ??= this.run();
  }

  /** Lets the job end that is at work, after the step it is at. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.turn.release();
  }

  /** Does what is due. `false`: another process is at it. */
  async round(): Promise<boolean> {
    try {
      if ((await this.turn.take()) === 'taken') return false;
      for (const job of this.options.jobs) if (!this.stopping.signal.aborted) await this.attempt(job);
      return true;
    } finally {
      await this.turn.release();
    }
  }

  private async run(): Promise<void> {
    const { prepare, wakeMs = 600_000, onError } = this.options;
    const { signal } = this.stopping;
    let isReady = false;
    while (!signal.aborted) {
      try {
        if (!isReady) await prepare?.();
        isReady = true;
        await this.round();
      } catch (error) {
        onError?.('all', error);
      }
      const jitter = wakeMs * 0.1 * Math.random();
      await sleep(wakeMs + jitter, undefined, { signal }).catch(() => undefined);
    }
  }

  private async attempt(job: Job): Promise<void> {
    const { db, onDone, onError, now = () => new Date() } = this.options;
    try {
      const at = now();
      if (!(await isDue(db, job, at))) return;
      const report = await job.run(at, this.stopping.signal);
      if (this.stopping.signal.aborted) return;
      await noteDone(db, job, at, report);
      count('hormesis.housekeeping.runs', 1, { job: job.name, outcome: 'done' });
      if (report.removed > 0) count('hormesis.housekeeping.removed', report.removed, { job: job.name });
      onDone?.(job.name, report);
    } catch (error) {
      count('hormesis.housekeeping.runs', 1, { job: job.name, outcome: 'failed' });
      onError?.(job.name, error);
    }
  }
}

async function isDue(db: Database, { name, everyMs }: Job, now: Date): Promise<boolean> {
  const rows = await db.query(`SELECT FROM projection.housekeeping WHERE job = $1 AND ran_at > $2`, [
    name,
    new Date(now.getTime() - everyMs).toISOString(),
  ]);
  return rows.length === 0;
}

async function noteDone(db: Database, { name }: Job, now: Date, report: JobReport): Promise<void> {
  await db.query(
    `INSERT INTO projection.housekeeping (job, ran_at, report) VALUES ($1, $2, $3::jsonb)
     ON CONFLICT (job) DO UPDATE SET ran_at = excluded.ran_at, report = excluded.report`,
    [name, now.toISOString(), JSON.stringify(report)],
  );
}
