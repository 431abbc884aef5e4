import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@hormesis/database';
import type { EventLog, Position, TopicPartition } from '@hormesis/log';
import { count } from '@hormesis/telemetry';
import { Turn } from '../housekeeping/turn.js';
import { nameOf } from '../runner/count-taken.js';
import {
  beginAudit,
  forgetGone,
  loadAudits,
  pointBefore,
  pointsFrom,
  Superseded,
  saveAudit,
  saveRun,
} from './audit-store.js';
import { type Changes, noChanges } from './changes.js';
import type { NewFinding } from './finding.js';
import { resolvePassed, resolveWhole, saveFindings } from './finding-store.js';
import type { Ledger } from './ledger.js';
import { Lookout } from './lookout.js';
import { PartitionAudit, type Scan } from './partition-audit.js';
import { loadSightings, type Sighting } from './sighting.js';
import { nothing } from './subtract-tally.js';
import { SweepRound } from './sweep-round.js';

export type HoleAuditorOptions = {
  db: Database;
  log: EventLog;
  /** Told of every error; the auditor itself goes on. */
  onError?: (error: unknown) => void;
  /** Told of every finding, once. */
  onFinding?: (finding: NewFinding) => void;
  /** The largest share of the time that it works. Default 0.1. */
  share?: number;
  /** How long one round reads at most, milliseconds. Default 50. */
  workMs?: number;
  /** The least time between two rounds when there is nothing more to read, milliseconds. Default 500. */
  pauseMs?: number;
  /** How often it looks where the log begins and ends, milliseconds. Default 5,000. */
  lookEveryMs?: number;
  /** How long a checkpoint may stand still while there is more on the log, milliseconds. Default 60,000. */
  graceMs?: number;
  /** How often it reads again a stretch of the log that it has read before, milliseconds. Default 60,000. */
  sweepEveryMs?: number;
  /** How often it saves where it is, milliseconds; findings are saved at once. Default 2,000. */
  saveEveryMs?: number;
  /** Records read at once. Default 1,000. */
  batchRecords?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
};

type Settings = Required<HoleAuditorOptions>;

/**
 * Reads the log by itself and compares what every projection and reaction has taken in with what stands there: a keeper
 * whose place has passed an event that it never took in looks healthy otherwise. Of all processes on the database one
 * does so at a time. What it finds stands in the table `projection.audit_finding`.
 */
export class HoleAuditor {
  private readonly options: Settings;
  private readonly turn: Turn;
  private readonly stopping = new AbortController();
  private audits = new Map<string, PartitionAudit>();
  private sweeps: SweepRound;
  private lookout: Lookout;
  private epoch: number | undefined;
  private sightings: readonly Sighting[] = [];
  private lookedAt = Number.NEGATIVE_INFINITY;
  private savedAt = Number.NEGATIVE_INFINITY;
  private hasMore = false;
  private running: Promise<void> | undefined;

  constructor(options: HoleAuditorOptions) {
    this.options = { ...defaults, ...options };
    this.turn = new Turn(options.db, 'hormesis.projection.audit');
    this.lookout = new Lookout(this.options.graceMs);
    this.sweeps = this.newSweeps();
  }

  /** Goes on in the background until it is stopped. */
  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    if (this.epoch !== undefined) await this.save(true).catch(() => undefined);
    await this.turn.release();
  }

  /**
   * Looks where everybody stands, reads the log for as long as a round may take, and compares. `false`: another process
   * does that.
   */
  async round(): Promise<boolean> {
    if (!(await this.isOurTurn())) return false;
    const { db, now, workMs, lookEveryMs } = this.options;
    this.sightings = await loadSightings(db);
    await this.place();
    if (now() - this.lookedAt >= lookEveryMs) await this.look();
    const began = performance.now();
    const hasTime = () => performance.now() - began < workMs;
    do this.hasMore = await this.stepAll();
    while (this.hasMore && hasTime());
    if (![...this.audits.values()].some((audit) => audit.hasWork))
      await this.sweeps.work(hasTime, this.audits, now());
    await this.save(false);
    return true;
  }

  private async run(): Promise<void> {
    const { share, pauseMs, onError } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const began = performance.now();
      try {
        await this.round();
      } catch (error) {
        this.forget();
        if (!(error instanceof Superseded)) onError(error);
      }
      const worked = performance.now() - began;
      const rest = worked / share - worked;
      const pause = this.hasMore ? rest : Math.max(pauseMs, rest);
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  private async isOurTurn(): Promise<boolean> {
    const turn = await this.turn.take();
    if (turn === 'taken') this.forget();
    if (turn === 'taken') return false;
    if (turn === 'kept' && this.epoch !== undefined) return true;
    this.forget();
    const { db } = this.options;
    this.epoch = await beginAudit(db);
    for (const { topic, partition, scan, ledgers } of await loadAudits(db))
      this.audits.set(placeOf({ topic, partition }), this.auditOf({ topic, partition }, scan, ledgers));
    return true;
  }

  /** What was not saved is found again. */
  private forget(): void {
    this.epoch = undefined;
    this.hasMore = false;
    this.audits = new Map();
    this.sweeps = this.newSweeps();
    this.lookout = new Lookout(this.options.graceMs);
    this.lookedAt = Number.NEGATIVE_INFINITY;
  }

  private newSweeps(): SweepRound {
    const { db, log, sweepEveryMs: everyMs, batchRecords } = this.options;
    const before = (partition: TopicPartition, offset: number) => pointBefore(db, partition, offset);
    const after = (partition: TopicPartition, offset: number, most: number) =>
      pointsFrom(db, partition, offset, most);
    return new SweepRound({ log, everyMs, batchRecords, before, after });
  }

  private auditOf(partition: TopicPartition, scan: Scan, ledgers: Map<string, Ledger>): PartitionAudit {
    const { db, log, batchRecords } = this.options;
    const before = (offset: number) => pointBefore(db, partition, offset);
    return new PartitionAudit(partition, scan, ledgers, { log, pointBefore: before, batchRecords });
  }

  /** Hands each partition the places of its keepers; one that is new is read from its tail on. */
  private async place(): Promise<void> {
    const { log, now } = this.options;
    const at = now();
    for (const [place, sightings] of Map.groupBy(this.sightings, placeOf)) {
      const [{ topic, partition } = { topic: '', partition: 0 }] = sightings;
      let audit = this.audits.get(place);
      if (!audit) {
        const tail = (await log.tails(topic)).find((one) => one.partition === partition)?.offset ?? 0;
        const front = { at: tail, tally: nothing };
        audit = this.auditOf({ topic, partition }, { base: tail, front }, new Map());
        audit.changes.points.push(front);
        this.audits.set(place, audit);
      }
      audit.keepOnly(new Set(sightings.map(({ keeper }) => nameOf(keeper))));
      for (const sighting of sightings) audit.see(sighting, at);
    }
  }

  private async stepAll(): Promise<boolean> {
    let hasWorked = false;
    for (const audit of this.audits.values()) {
      if (audit.hasWork && (await audit.step(this.options.now()))) hasWorked = true;
    }
    return hasWorked;
  }

  /** Compares places with where the log begins and ends. */
  private async look(): Promise<void> {
    const { db, log, now, onFinding } = this.options;
    const topics = [...new Set(this.sightings.map(({ topic }) => topic))];
    const heads = (await Promise.all(topics.map((topic) => log.heads(topic)))).flat();
    for (const tail of (await Promise.all(topics.map((topic) => log.tails(topic)))).flat())
      await this.trim(tail);
    const fronts = [...this.audits.values()].map(({ partition, front }) => ({
      ...partition,
      offset: front.at,
    }));
    const found = this.lookout.look(this.sightings, heads, fronts, now());
    const fresh = await db.transaction(async (tx) => {
      await saveRun(tx, this.epoch ?? -1, this.summary());
      await resolvePassed(tx, found);
      return saveFindings(tx, found);
    });
    await forgetGone(db);
    for (const finding of found) {
      const audit = this.audits.get(placeOf(finding));
      if (finding.kind === 'beyond-head' && finding.keeper) audit?.beyond(nameOf(finding.keeper));
      if (finding.kind === 'log-shrunk') await this.shrink(finding);
    }
    for (const finding of fresh) onFinding(finding);
    this.lookedAt = now();
  }

  private async trim(tail: Position): Promise<void> {
    const audit = this.audits.get(placeOf(tail));
    if (!audit) return;
    const [known] = tail.offset > audit.base ? await pointsFrom(this.options.db, tail, tail.offset, 1) : [];
    audit.trimmed(tail.offset, known?.at ?? audit.front.at);
  }

  private async shrink({ topic, partition, from }: NewFinding): Promise<void> {
    const audit = this.audits.get(placeOf({ topic, partition }));
    const point = await pointBefore(this.options.db, { topic, partition }, from);
    audit?.shrunk(point ?? { at: audit.base, tally: nothing });
  }

  private async save(isLast: boolean): Promise<void> {
    const { db, now, saveEveryMs, onFinding } = this.options;
    const audits = [...this.audits.values()];
    const findings = [...audits.flatMap(({ changes }) => changes.findings), ...this.sweeps.findings];
    if (!isLast && findings.length === 0 && now() - this.savedAt < saveEveryMs) return;
    const fresh = await db.transaction(async (tx) => {
      await saveRun(tx, this.epoch ?? -1, this.summary());
      for (const audit of audits.filter(({ changes }) => hasChanged(changes)))
        await saveAudit(tx, audit, audit.changes);
      await resolveWhole(
        tx,
        audits.flatMap(({ changes }) => [...changes.whole.values()]),
      );
      return saveFindings(tx, findings);
    });
    for (const audit of audits) {
      if (audit.changes.records > 0)
        count('hormesis.audit.records', audit.changes.records, { topic: audit.partition.topic });
      audit.changes = noChanges();
    }
    this.sweeps.findings = [];
    this.savedAt = now();
    for (const finding of fresh) onFinding(finding);
  }

  /** When everybody had been compared, and how much is still to be read. */
  private summary(): { comparedAt: number | undefined; behind: number } {
    const audits = [...this.audits.values()];
    const behind = audits.reduce((sum, audit) => sum + audit.behind, 0);
    const times = this.sightings.map((sighting) =>
      this.audits.get(placeOf(sighting))?.compared.get(nameOf(sighting.keeper)),
    );
    if (times.length === 0 || times.includes(undefined)) return { comparedAt: undefined, behind };
    return { comparedAt: Math.min(...times.map((time) => time ?? 0)), behind };
  }
}

const defaults = {
  onError: () => undefined,
  onFinding: () => undefined,
  share: 0.1,
  workMs: 50,
  pauseMs: 500,
  lookEveryMs: 5_000,
  graceMs: 60_000,
  sweepEveryMs: 60_000,
  saveEveryMs: 2_000,
  batchRecords: 1_000,
  now: Date.now,
};

function hasChanged({ points, ledgers, records }: Changes): boolean {
  return points.length > 0 || ledgers.size > 0 || records > 0;
}

function placeOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
