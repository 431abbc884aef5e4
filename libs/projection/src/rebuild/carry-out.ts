import { setTimeout as sleep } from 'node:timers/promises';
import { addToReport } from '../builds/build-changes.js';
import type { RebuildProgress } from '../builds/build-report.js';
import type { BuildRow } from '../builds/build-row.js';
import { describeError } from '../fold/describe-error.js';
import type { AbreastOptions } from './abreast.js';
import { adoptDecisions } from './adopt-decisions.js';
import { flipBuild } from './flip-build.js';
import { makeIndexes } from './make-indexes.js';
import { Making } from './making.js';
import { isPassing } from './passing-error.js';
import { ensureCheckpoints, patternOf, prepareBuild } from './prepare-build.js';
import { saveProgress } from './progress.js';
import type { ReplaySource } from './replay/replay-partition.js';
import { buildOf, type Replayer } from './replay/replay-task.js';
import { replayToHeads } from './replay-to-heads.js';
import { verifyBuild } from './verify/verify-build.js';

export type CarryOutOptions = {
  replayer: Replayer;
  /** Ends the work; it goes on from there when it is carried out again. */
  signal: AbortSignal;
  /** Told of what will be tried again, and of why a build failed. */
  onError?: ((error: unknown, projection: string) => void) | undefined;
  onProgress?: ((build: BuildRow, progress: RebuildProgress) => void) | undefined;
  /** How long to wait for a live build that is behind the new one. Default 30 s. */
  patienceMs?: number | undefined;
};

const lookEveryMs = 500;
const firstPauseMs = 200;
const longestPauseMs = 10_000;

/**
 * Makes builds, from wherever each of them stands: their tables, rows, indexes; verifies each and puts it in the place
 * of the live one. Those that read the same topics are replayed in one pass.
 */
export async function carryOut(
  source: ReplaySource,
  rows: readonly BuildRow[],
  options: CarryOutOptions,
): Promise<void> {
  const group = rows.flatMap((row) => {
    const projection = source.projections.find(
      ({ name, version }) => name === row.projection && version === row.version,
    );
    return projection ? [new Making(row, projection)] : [];
  });
  await new CarryOut(source, group, options).run();
}

class CarryOut {
  constructor(
    private readonly source: ReplaySource,
    private readonly group: readonly Making[],
    private readonly options: CarryOutOptions,
  ) {}

  async run(): Promise<void> {
    const watching = new AbortController();
    const watch = this.watch(AbortSignal.any([this.options.signal, watching.signal]));
    try {
      await this.each((making) => this.prepare(making));
      await this.together();
      for (const making of this.wanted) await this.persist(making, () => this.finish(making));
    } finally {
      watching.abort();
      await watch;
    }
  }

  private get wanted(): Making[] {
    return this.group.filter(({ isWanted }) => isWanted);
  }

  private async each(work: (making: Making) => Promise<void>): Promise<void> {
    await Promise.all(this.wanted.map((making) => this.persist(making, () => work(making))));
  }

  private async prepare(making: Making): Promise<void> {
    const { db, log } = this.source;
    await prepareBuild(db, log, making.projection, making.row);
    await ensureCheckpoints(db, log, making.projection, making.row.build);
    making.enter('replaying');
  }

  /** If the pass over the log fails for a reason that will not pass, all that were in it have failed. */
  private async together(): Promise<void> {
    const failing = async (error: unknown) => {
      if (await this.leaveUnwanted()) return this.together();
      for (const making of this.wanted) await this.fail(making, error);
    };
    await this.trying(
      () => this.replay(this.wanted),
      failing,
      () => this.wanted,
    );
  }

  private async replay(makings: readonly Making[]): Promise<void> {
    const { replayer, signal } = this.options;
    await replayToHeads(this.source, makings, replayer, signal, (error) => this.meet(error, makings));
  }

  private async finish(making: Making): Promise<void> {
    const { db } = this.source;
    const { row, projection } = making;
    const live = await making.live(db);
    if (!live) throw new Error(`${row.projection} has no live build any more.`);
    await this.index(making, await patternOf(db, live, row, projection));
    making.enter('catching up');
    await this.replay([making]);
    if (!this.goesOn(making)) return;
    await adoptDecisions(db, buildOf(row, this.source.projections), live);
    if (!(await this.stands(making, live))) return;
    making.enter('flipping');
    if (await flipBuild(this.source, { live, row }, this.abreastOptions(making))) making.end();
  }

  private async index(making: Making, pattern: string): Promise<void> {
    const onIndex = (made: number, of: number) =>
      making.enter(made === 0 ? 'making keys' : 'making indexes', `${made + 1} of ${of}`);
    making.enter('making indexes');
    while (this.goesOn(making)) {
      if (await makeIndexes(this.source.db, making.projection, making.row, pattern, onIndex)) return;
      making.enter('replaying', 'again, row by row: some rows fit into no index');
      await this.replay([making]);
    }
  }

  /** Whether the build may be shown: it is as it should be, or somebody wants it all the same. */
  private async stands(making: Making, live: BuildRow): Promise<boolean> {
    const { db } = this.source;
    making.enter('verifying');
    const verification = await verifyBuild(
      this.source,
      { live, row: making.row },
      this.abreastOptions(making),
    );
    await addToReport(db, making.row, { verification });
    const accepted = (await making.current(db))?.report.accepted;
    if (verification.good || accepted) return true;
    await making.rest(db, 'differs', {});
    return false;
  }

  private abreastOptions(making: Making): AbreastOptions {
    const { signal, patienceMs = 30_000 } = this.options;
    return {
      signal: AbortSignal.any([signal, making.signal]),
      onError: (error) => this.meet(error, [making]),
      patienceMs,
    };
  }

  private persist(making: Making, work: () => Promise<void>): Promise<void> {
    return this.trying(
      work,
      (error) => this.fail(making, error),
      () => (this.goesOn(making) ? [making] : []),
    );
  }

  /** Tries until it succeeds, or fails for a reason that will not pass, or nobody is left who wants it. */
  private async trying(
    work: () => Promise<void>,
    fail: (error: unknown) => Promise<void>,
    wanting: () => readonly Making[],
  ): Promise<void> {
    const { signal } = this.options;
    const goesOn = () => !signal.aborted && wanting().length > 0;
    for (let pause = firstPauseMs; goesOn(); pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        return await work();
      } catch (error) {
        if (!goesOn()) return;
        if (!isPassing(error)) return fail(error);
        this.meet(error, wanting());
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async fail(making: Making, error: unknown): Promise<void> {
    this.report(error, making.row.projection);
    await making.rest(this.source.db, 'failed', { error: describeError(error) });
  }

  private goesOn(making: Making): boolean {
    return making.isWanted && !this.options.signal.aborted;
  }

  /** Says what will be tried again, where it is asked how far the work is. */
  private meet(error: unknown, makings: readonly Making[]): void {
    for (const making of makings) making.meet(error);
    this.report(error, makings.map(({ row }) => row.projection).join(', '));
  }

  private report(error: unknown, projection: string): void {
    this.options.onError?.(error, projection);
  }

  /** Gives up what nobody wants any more; returns whether there was something. */
  private async leaveUnwanted(): Promise<boolean> {
    const before = this.wanted.length;
    for (const making of this.wanted) {
      const current = await making.current(this.source.db);
      if (current?.state !== 'requested' && current?.state !== 'building') making.end();
    }
    return this.wanted.length < before;
  }

  /** Gives up what nobody wants any more, and writes down how far the others are. */
  private async watch(until: AbortSignal): Promise<void> {
    const { db, log } = this.source;
    while (!until.aborted) {
      try {
        await this.leaveUnwanted();
        for (const making of this.wanted) {
          const progress = await saveProgress(db, log, making);
          this.options.onProgress?.(making.row, progress);
        }
      } catch (error) {
        this.meet(error, this.wanted);
      }
      await sleep(lookEveryMs, undefined, { signal: until }).catch(() => undefined);
    }
  }
}
