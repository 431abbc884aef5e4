import type { EventLog, TopicPartition } from '@hormesis/log';
import type { NewFinding } from './finding.js';
import type { PartitionAudit } from './partition-audit.js';
import { Sweep } from './sweep.js';
import type { Place } from './walk.js';

export type SweepRoundOptions = {
  log: EventLog;
  /** Infinite: never. */
  everyMs: number;
  batchRecords: number;
  /** The last point before an offset. */
  before: (partition: TopicPartition, offset: number) => Promise<Place | undefined>;
  /** The first points at or after an offset. */
  after: (partition: TopicPartition, offset: number, most: number) => Promise<Place[]>;
};

/**
 * Reads again what was read before, one stretch at a time, in every partition: first what came last, then from the
 * beginning on, for ever. So a record that goes missing later is noticed too.
 */
export class SweepRound {
  findings: NewFinding[] = [];
  private sweep: Sweep | undefined;
  private nextAt = Number.NEGATIVE_INFINITY;
  private readonly cursors = new Map<string, number>();
  private turn = 0;

  constructor(private readonly options: SweepRoundOptions) {}

  /** Works while there is time, if it is time for the next stretch. `now`: milliseconds since 1970. */
  async work(
    hasTime: () => boolean,
    audits: ReadonlyMap<string, PartitionAudit>,
    now: number,
  ): Promise<void> {
    const { everyMs, batchRecords } = this.options;
    if (audits.size === 0 || everyMs === Number.POSITIVE_INFINITY) return;
    while (hasTime()) {
      if (!this.sweep) {
        const fresh = [...audits].find(([place]) => !this.cursors.has(place));
        if (!fresh && now < this.nextAt) return;
        if (!fresh) this.nextAt = now + everyMs;
        this.sweep = fresh ? await this.newest(...fresh) : await this.next([...audits]);
        if (!this.sweep) continue;
      }
      const found = await this.sweep.step(batchRecords);
      if (!found) continue;
      this.findings.push(...found);
      this.sweep = undefined;
    }
  }

  private async newest(
    place: string,
    { partition, base, front }: PartitionAudit,
  ): Promise<Sweep | undefined> {
    this.cursors.set(place, base);
    const from = await this.options.before(partition, front.at - 1);
    return from && new Sweep(this.options.log, { partition, from, to: front });
  }

  private async next(audits: readonly [string, PartitionAudit][]): Promise<Sweep | undefined> {
    const chosen = audits[this.turn % audits.length];
    this.turn += 1;
    if (!chosen) return undefined;
    const [place, { partition, base, front }] = chosen;
    const cursor = Math.max(base, this.cursors.get(place) ?? base);
    const [from, next] = await this.options.after(partition, cursor, 2);
    this.cursors.set(place, next?.at ?? base);
    if (!from || from.at >= front.at) return undefined;
    return new Sweep(this.options.log, { partition, from, to: next ?? front });
  }
}
