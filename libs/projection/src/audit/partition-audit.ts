import type { EventLog, TopicPartition } from '@hormesis/log';
import { nameOf } from '../runner/count-taken.js';
import type { Tally } from '../store/checksum.js';
import { type Changes, noChanges } from './changes.js';
import { differs, logMissing, trimmedAway } from './findings-of.js';
import { compare, type Good, type Ledger, newLedger } from './ledger.js';
import { locate } from './locate.js';
import { pointsBetween } from './points-between.js';
import type { Sighting } from './sighting.js';
import { SightingQueue } from './sighting-queue.js';
import { sameTally } from './subtract-tally.js';
import { type Place, type Step, step } from './walk.js';

/** How often a log that has more but gives nothing is asked before that counts as a gap. */
const patience = 3;

/** What is known of a partition's log: tallies count from `base` on, up to the `front`. */
export type Scan = { base: number; front: Place };

export type PartitionAuditOptions = {
  log: EventLog;
  /** The last saved point at or before an offset. */
  pointBefore: (offset: number) => Promise<Place | undefined>;
  batchRecords: number;
};

/**
 * The audit of one partition. One walk reads the log up to where the keepers stand; a second one reads again, from the
 * nearest known point, for those that lag behind the first.
 */
export class PartitionAudit {
  changes: Changes = noChanges();
  private readonly queues = new Map<string, SightingQueue>();
  private readonly comparedAt = new Map<string, number>();
  /** Where keepers agreed with the log before a part of it that was trimmed unread. */
  private readonly unread = new Map<string, Good>();
  private sums = new Map<number, Tally>();
  private back: Place | undefined;
  private stuck = 0;
  private backsTurn = false;
  private tail = 0;

  constructor(
    readonly partition: TopicPartition,
    private scan: Scan,
    private readonly ledgers: Map<string, Ledger>,
    private readonly options: PartitionAuditOptions,
  ) {}

  get base(): number {
    return this.scan.base;
  }

  get front(): Place {
    return this.scan.front;
  }

  /** Takes note of where a keeper stands, at this time (milliseconds since 1970). */
  see(sighting: Sighting, now: number): void {
    const name = nameOf(sighting.keeper);
    const queue = this.queues.get(name) ?? new SightingQueue();
    this.queues.set(name, queue);
    const ledger = this.ledgers.get(name);
    if (sighting.at < this.tail && sighting.tally.records > 0) this.overtaken(name, sighting);
    else if (queue.waiting.length === 0 && ledger && isNothingNew(ledger, sighting))
      this.comparedAt.set(name, now);
    else queue.add(sighting, ledger?.good?.at ?? sighting.from);
  }

  /** Forgets keepers that are no longer there. */
  keepOnly(names: ReadonlySet<string>): void {
    for (const map of [this.queues, this.ledgers, this.comparedAt, this.unread])
      for (const name of map.keys()) if (!names.has(name)) map.delete(name);
  }

  /** When each keeper was compared last, by name, milliseconds since 1970. */
  get compared(): ReadonlyMap<string, number> {
    return this.comparedAt;
  }

  /** How many offsets lie between the front and the keeper that has come farthest. */
  get behind(): number {
    const farthest = Math.max(0, ...this.waiting.map(({ at }) => at));
    return Math.max(0, farthest - this.front.at);
  }

  get hasWork(): boolean {
    return this.waiting.length > 0;
  }

  /** Reads one batch and compares what can be compared. `false`: there was nothing to do, or it did not get on. */
  async step(now: number): Promise<boolean> {
    this.dropUnreachable();
    const stops = this.stops();
    const ahead = stops.filter((offset) => offset > this.front.at);
    const behind = stops.filter((offset) => offset < this.front.at);
    const goesBack = behind.length > 0 && (this.backsTurn || ahead.length === 0);
    this.backsTurn = !goesBack;
    if (this.stops().includes(this.front.at)) this.sums.set(this.front.at, this.front.tally);
    const hasRead = goesBack
      ? await this.stepBack(behind)
      : ahead.length > 0 && (await this.stepAhead(ahead));
    const hasCompared = await this.compareAll(now);
    return hasRead || hasCompared;
  }

  /** The log has been trimmed up to `tail`; `known`: the first point that is still on it. */
  trimmed(tail: number, known: number): void {
    this.tail = tail;
    if (tail <= this.base) return;
    if (tail > this.front.at) this.skip(tail);
    else this.scan = { ...this.scan, base: known };
    this.back = undefined;
  }

  /** The log ends before the front: the audit goes on from an earlier place. */
  shrunk(place: Place): void {
    this.scan = { ...this.scan, front: place };
    this.back = undefined;
    this.sums.clear();
    for (const [name, ledger] of this.ledgers)
      if (ledger.good && ledger.good.at > place.at) this.ledgers.set(name, { ...ledger, good: null });
  }

  /** The keeper stands beyond the end of the log: nothing there can be compared. */
  beyond(name: string): void {
    this.queues.get(name)?.clear();
    const ledger = this.ledgers.get(name);
    if (ledger) this.ledgers.set(name, { ...ledger, good: null });
  }

  private get waiting(): Sighting[] {
    return [...this.queues.values()].flatMap((queue) => [...queue.waiting]);
  }

  /** What the keeper had still to take in is gone from the log. */
  private overtaken(name: string, sighting: Sighting): void {
    const ledger = this.ledgers.get(name);
    this.queues.get(name)?.clear();
    const isKnown = ledger && !ledger.good && !this.unread.delete(name);
    if (isKnown) return;
    this.changes.findings.push(trimmedAway(sighting, sighting.at, this.tail, 0));
    this.note(name, sighting, newLedger(sighting.from, null));
  }

  private dropUnreachable(): void {
    for (const [name, queue] of this.queues) {
      for (let first = queue.waiting[0]; first && first.at < this.base; first = queue.waiting[0]) {
        this.note(name, first, newLedger(first.from, null));
        queue.done();
      }
    }
  }

  /** The offsets whose tally is needed and not known, ascending. */
  private stops(): number[] {
    const needed = new Set<number>();
    for (const [name, { waiting }] of this.queues) {
      const [first] = waiting;
      if (first && this.isNew(name, first) && first.from >= this.base) needed.add(first.from);
      for (const { at } of waiting) needed.add(at);
    }
    return [...needed].filter((offset) => !this.sums.has(offset)).sort((a, b) => a - b);
  }

  private isNew(name: string, { from }: Sighting): boolean {
    return this.ledgers.get(name)?.from !== from;
  }

  private async stepAhead(ahead: readonly number[]): Promise<boolean> {
    const last = ahead.at(-1) ?? this.front.at;
    const points = pointsBetween(this.front.at, last);
    const stops = [...new Set([...ahead, ...points])].sort((a, b) => a - b);
    const taken = await this.read(this.front, stops, this.stuck >= patience);
    this.stuck = taken.isStuck ? this.stuck + 1 : 0;
    if (taken.trimmedTo !== undefined) this.skip(taken.trimmedTo);
    if (taken.place.at <= this.front.at) return false;
    this.scan = { ...this.scan, front: taken.place };
    for (const at of points) {
      const tally = taken.sums.get(at);
      if (tally) this.changes.points.push({ at, tally });
    }
    if (this.options.log.kind === 'postgres')
      for (const gap of taken.gaps) this.changes.findings.push(logMissing(this.partition, gap));
    return true;
  }

  private async stepBack(behind: readonly number[]): Promise<boolean> {
    const target = behind[0] ?? this.front.at;
    const from = await this.nearest(target);
    if (!from) return false;
    if (from.at === target) {
      this.sums.set(target, from.tally);
      return true;
    }
    const taken = await this.read(from, behind, true);
    this.back = taken.trimmedTo === undefined ? taken.place : undefined;
    return taken.place.at > from.at;
  }

  private async read(from: Place, stops: readonly number[], overGap: boolean): Promise<Step> {
    const { log, batchRecords: limit } = this.options;
    const taken = await step(log, this.partition, from, stops, { limit, overGap });
    this.changes.records += taken.records;
    for (const [offset, tally] of taken.sums) this.sums.set(offset, tally);
    return taken;
  }

  /** The place nearest before an offset behind the front of which the tally is known. */
  private async nearest(offset: number): Promise<Place | undefined> {
    const goods = [...this.ledgers.values()].flatMap(({ good }) =>
      good ? [{ at: good.at, tally: good.log }] : [],
    );
    const point = await this.options.pointBefore(offset);
    const places = [...goods, ...this.changes.points, this.back, point, this.front];
    const known = places.filter((place) => place !== undefined);
    return known
      .filter(({ at }) => at <= offset && at >= this.base)
      .reduce<Place | undefined>((best, one) => (best && best.at >= one.at ? best : one), undefined);
  }

  /** The front has fallen behind the beginning of the log: what lies between was never read. */
  private skip(tail: number): void {
    this.scan = { base: tail, front: { at: tail, tally: this.front.tally } };
    this.changes.points.push(this.front);
    this.sums.clear();
    for (const [name, { from, good }] of this.ledgers) {
      if (good) this.unread.set(name, good);
      this.ledgers.set(name, newLedger(from, null));
    }
  }

  private async compareAll(now: number): Promise<boolean> {
    let hasCompared = false;
    for (const [name, queue] of this.queues) {
      for (let first = queue.waiting[0]; first; first = queue.waiting[0]) {
        if (!(await this.compareOne(name, first))) break;
        queue.done();
        this.comparedAt.set(name, now);
        hasCompared = true;
      }
    }
    const needed = new Set(this.waiting.flatMap(({ at, from }) => [at, from]));
    for (const offset of this.sums.keys()) if (!needed.has(offset)) this.sums.delete(offset);
    return hasCompared;
  }

  private async compareOne(name: string, sighting: Sighting): Promise<boolean> {
    const log = this.sums.get(sighting.at);
    const ledger = this.ledgerFor(name, sighting);
    if (!log || !ledger) return false;
    this.countUnread(name, sighting);
    const verdict = compare(ledger, sighting, log);
    this.note(name, sighting, verdict.ledger);
    if (verdict.isWhole) this.changes.whole.set(name, sighting);
    if (verdict.difference) {
      const run = await locate(this.options.log, this.partition, verdict.difference, this.base);
      this.changes.findings.push(differs(sighting, verdict.difference, run));
    }
    return true;
  }

  /** Offsets of a log in Postgres have no holes, so of a part that nobody can read any more at least the count is known. */
  private countUnread(name: string, sighting: Sighting): void {
    const good = this.unread.get(name);
    if (!good || !this.unread.delete(name) || this.options.log.kind !== 'postgres') return;
    const missed = sighting.at - good.at - (sighting.tally.records - good.own.records);
    if (missed > 0)
      this.changes.findings.push(trimmedAway(sighting, good.at, this.base, this.base - good.at - missed));
  }

  /** The ledger to compare with; `undefined` while the log's tally at its beginning is not known. */
  private ledgerFor(name: string, sighting: Sighting): Ledger | undefined {
    const known = this.ledgers.get(name);
    if (known && !this.isNew(name, sighting)) return known;
    if (sighting.from < this.base) return newLedger(sighting.from, null);
    const origin = this.sums.get(sighting.from);
    return origin && newLedger(sighting.from, origin);
  }

  private note(name: string, sighting: Sighting, ledger: Ledger): void {
    this.ledgers.set(name, ledger);
    this.changes.ledgers.set(name, { sighting, ledger });
  }
}

function isNothingNew({ from, good }: Ledger, { from: begun, at, tally }: Sighting): boolean {
  return from === begun && good !== null && good.at === at && sameTally(good.own, tally);
}
