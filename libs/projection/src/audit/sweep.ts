import type { EventLog, TopicPartition } from '@hormesis/log';
import type { NewFinding } from './finding.js';
import { logMissing, ofLog } from './findings-of.js';
import { sameTally, subtractTally } from './subtract-tally.js';
import { type Place, type Range, step } from './walk.js';

/** A stretch of the log that was read before, from one point to the next. */
export type Stretch = { partition: TopicPartition; from: Place; to: Place };

/** Reads a stretch of the log again, bit by bit: what was there before must still be there. */
export class Sweep {
  private at: Place;
  private readonly gaps: Range[] = [];

  constructor(
    private readonly log: EventLog,
    private readonly stretch: Stretch,
  ) {
    this.at = stretch.from;
  }

  /** Reads one batch. The findings once all is read; nothing is said where the log was trimmed meanwhile. */
  async step(limit: number): Promise<readonly NewFinding[] | undefined> {
    const { partition, to } = this.stretch;
    const taken = await step(this.log, partition, this.at, [to.at], { limit, overGap: true });
    if (taken.trimmedTo !== undefined || taken.place.at <= this.at.at) return [];
    this.at = taken.place;
    this.gaps.push(...taken.gaps);
    return this.at.at < to.at ? undefined : this.findings();
  }

  private findings(): NewFinding[] {
    const { partition, from, to } = this.stretch;
    if (sameTally(this.at.tally, to.tally)) return [];
    const expected = subtractTally(to.tally, from.tally).records;
    const actual = subtractTally(this.at.tally, from.tally).records;
    if (this.log.kind === 'postgres' && this.gaps.length > 0)
      return this.gaps.map((gap) => logMissing(partition, gap));
    const detail = 'The log held other records here when the audit read it before.';
    return [
      ofLog(
        'log-changed',
        partition,
        { from: from.at, to: to.at },
        { isExact: false, expected, actual, detail },
      ),
    ];
  }
}
