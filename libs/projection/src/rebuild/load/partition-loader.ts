import type { Database } from '@hormesis/database';
import type { LogBatch, TopicPartition } from '@hormesis/log';
import { behind, type Share } from '../../fold/share.js';
import { type Take, takeOrPark } from '../../runner/take-or-park.js';
import type { Build } from '../../store/build.js';
import { loadMarks } from '../../store/checkpoint.js';
import { parkedKeys } from '../../store/dead-letters.js';
import { loadBatch } from './load-batch.js';

/** Loads builds that nobody reads yet from one partition. */
export class PartitionLoader {
  private shares: readonly Share[] = [];

  constructor(
    private readonly db: Database,
    private readonly partition: TopicPartition,
  ) {}

  /** Takes on these builds and asks where they stand; the first offset that one of them needs, if there are any. */
  async place(builds: readonly Build[]): Promise<number | undefined> {
    const marks = await loadMarks(this.db, builds, this.partition);
    const parked = await Promise.all(builds.map((build) => parkedKeys(this.db, build)));
    this.shares = builds.flatMap((build, n) => {
      const mark = marks.find(({ keeper }) => keeper === build);
      return mark ? [{ build, mark, parked: parked[n] ?? new Set() }] : [];
    });
    return this.shares.length === 0 ? undefined : Math.min(...this.shares.map(({ mark }) => mark.known));
  }

  /** @throws {Fenced} when the place has to be asked again */
  async take(batch: LogBatch): Promise<void> {
    const shares = behind(this.shares, batch.nextOffset);
    const take: Take = (...part) => loadBatch(this.db, ...part);
    if (shares.length > 0) await takeOrPark(take, batch, shares, (taken) => this.note(taken));
  }

  private note(taken: readonly Share[]): void {
    this.shares = this.shares.map((share) => taken.find(({ build }) => build === share.build) ?? share);
  }
}
