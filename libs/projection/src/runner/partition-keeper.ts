import type { Database, Queryable } from '@hormesis/database';
import { Fenced, type LogBatch, type TopicPartition } from '@hormesis/log';
import { foldAlone } from '../fold/fold-alone.js';
import { plan } from '../fold/plan.js';
import { behind, newTo, type Share } from '../fold/share.js';
import type { Build } from '../store/build.js';
import { fenced, loadMarks } from '../store/checkpoint.js';
import { parkedKeys } from '../store/dead-letters.js';
import { type Writing, writeAlone } from '../store/write-alone.js';
import { countTaken } from './count-taken.js';
import { Flight } from './flight.js';
import { moveOf, takeBatch } from './take-batch.js';
import { type Take, takeOrPark } from './take-or-park.js';

/** How many statements of a partition are under way at a time. */
const depth = 2;

/**
 * Keeps the builds up to date with one partition. Rows that can be said without a look at the database go with the
 * checkpoint in one statement, and the next batch is folded meanwhile; the others take a transaction. After anything
 * has gone wrong, the place is asked again and a batch is taken in carefully: in a transaction, one at a time.
 */
export class PartitionKeeper {
  private readonly flight = new Flight(depth);
  private shares: readonly Share[] = [];
  private isCareful = false;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly lane: Queryable,
    readonly partition: TopicPartition,
  ) {}

  get builds(): readonly Build[] {
    return this.shares.map(({ build }) => build);
  }

  /** The first offset that one of the builds needs; `undefined` if none is kept. */
  get lowest(): number | undefined {
    return this.shares.length === 0 ? undefined : Math.min(...this.shares.map(({ mark }) => mark.known));
  }

  /** Whether something that was under way has failed, and nobody has been told yet. */
  get hasFailed(): boolean {
    return this.flight.hasFailed;
  }

  /** Does one thing after the other, whoever asks. */
  serially<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** Takes on these builds and asks where they stand. */
  async place(builds: readonly Build[]): Promise<void> {
    await this.flight.landed().catch(() => undefined);
    const marks = await loadMarks(this.db, builds, this.partition);
    const shares: Share[] = [];
    for (const mark of marks) {
      const build = builds.find((one) => one === mark.keeper);
      if (build) shares.push({ build, mark, parked: await parkedKeys(this.db, build) });
    }
    this.shares = shares;
  }

  /**
   * Takes a batch in. Resolves when it stands, or earlier if more is to come: then the next call rejects, should it have
   * failed. @throws {Fenced} when the place has to be asked again.
   */
  async take(batch: LogBatch): Promise<void> {
    if (this.flight.hasFailed) await this.settle();
    const shares = behind(this.shares, batch.nextOffset);
    if (shares.length === 0) return;
    if (this.isCareful) {
      await this.takeCarefully(batch, shares);
      this.isCareful = false;
      return;
    }
    const { writings, others } = this.sorted(batch, shares);
    if (writings.length > 0) await this.flight.add(this.write(batch, writings));
    if (others.length > 0) await this.takeCarefully(batch, others);
    if (batch.nextOffset >= batch.head) await this.settle();
  }

  /** Resolves when nothing is under way. @throws {Fenced} if something has failed. */
  async settle(): Promise<void> {
    try {
      await this.flight.landed();
    } catch (error) {
      this.isCareful = !(error instanceof Fenced);
      throw error instanceof Fenced
        ? error
        : new Fenced('A batch has to be taken in again.', { cause: error });
    }
  }

  private takeCarefully(batch: LogBatch, shares: readonly Share[]): Promise<unknown> {
    const take: Take = (...part) => takeBatch(this.db, ...part);
    return takeOrPark(take, batch, shares, (taken) => this.note(taken));
  }

  private sorted(batch: LogBatch, shares: readonly Share[]): { writings: Writing[]; others: Share[] } {
    const writings: Writing[] = [];
    const others: Share[] = [];
    for (const share of shares) {
      const planned = plan(share, newTo(share, batch));
      const rows = foldAlone(planned);
      if (rows) writings.push({ build: share.build, move: moveOf(share, batch), rows });
      else others.push(share);
    }
    return { writings, others };
  }

  /** The shares are noted as moved at once, so that the next batch goes on from there; if it fails, so does the next. */
  private async write(batch: LogBatch, writings: readonly Writing[]): Promise<void> {
    const { sql, params } = writeAlone(writings, batch, batch.nextOffset);
    const answer = this.lane.query(sql, params);
    const known = batch.nextOffset;
    this.note(
      this.shares.flatMap((share) => {
        const writing = writings.find(({ build }) => build === share.build);
        return writing ? [{ ...share, mark: { ...share.mark, known, tally: writing.move.tally } }] : [];
      }),
    );
    const moves = writings.map(({ move }) => move);
    if ((await answer).length < moves.length) throw fenced(moves, batch);
    for (const { build, rows } of writings) countTaken(build.name, rows.length, 0);
  }

  private note(taken: readonly Share[]): void {
    this.shares = this.shares.map((share) => taken.find(({ build }) => build === share.build) ?? share);
  }
}
