import type { Database, Queryable } from '@hormesis/database';
import { type Decider, type Decision, isRefusal } from '@hormesis/decider';
import type { EventOf, StatementOf } from '@hormesis/events';
import type { EventLog, Position } from '@hormesis/log';
import { appendToLog } from './append-to-log.js';
import { isConflict, isRepetition, StreamBusy } from './conflict.js';
import type { DecisionContext } from './context.js';
import { type Decided, nothing } from './decided.js';
import type { Known } from './load-together.js';
import { signalOutbox } from './outbox-signal.js';
import { publishedPositions } from './published.js';
import { putOnEnvelope } from './put-on-envelope.js';
import { Refused } from './refused.js';
import { type Snapshot, Snapshots } from './snapshots.js';
import {
  appendToStream,
  lockStream,
  putIntoOutbox,
  readCategories,
  readStream,
  type Stored,
} from './stream-store.js';
import { isTransactional } from './transactional-log.js';

const maxAttempts = 5;

export type StreamsOptions = {
  /** `source` of the decided events: `/hormesis/guardian`. */
  source: string;
  now?: () => Date;
};

/** The streams of one decider: loads a state, lets the rules decide, and writes what they say, all or nothing. */
export class Streams<State, S extends StatementOf> {
  private readonly snapshots = new Snapshots<State>();

  constructor(
    private readonly db: Database,
    private readonly log: EventLog,
    private readonly decider: Decider<State, S>,
    private readonly options: StreamsOptions,
  ) {}

  /** The state now, and how many events led to it (0: nothing has happened yet). */
  load(id: string): Promise<Snapshot<State>> {
    return this.loadFrom(this.db, id);
  }

  /** The state of every stream that has events, by id. Of streams that are known only what is new is read. */
  async loadAll(): Promise<ReadonlyMap<string, Snapshot<State>>> {
    const { versions, after } = this.known();
    return after(await readCategories(this.db, [this.category], versions));
  }

  get category(): string {
    return this.decider.category;
  }

  /** What is in memory: the version of each stream, and the state of every stream, by id, after what came since. */
  known(): Known<State> {
    const known = new Map(this.snapshots.all());
    return {
      versions: new Map([...known].map(([stream, { version }]) => [stream, version])),
      after: (news) => {
        const changed = new Map<string, Snapshot<State>>();
        for (const stored of news) {
          const before = changed.get(stored.stream) ?? known.get(stored.stream);
          changed.set(
            stored.stream,
            this.evolve(before ?? this.beginning(this.idOf(stored.stream)), [stored]),
          );
        }
        for (const [stream, snapshot] of changed) this.snapshots.keep(stream, snapshot);
        return new Map([...known, ...changed].map(([stream, snapshot]) => [this.idOf(stream), snapshot]));
      },
    };
  }

  /** All that happened on a stream, in order. */
  async events(id: string): Promise<EventOf<S['name']>[]> {
    const stored = await readStream(this.db, this.streamOf(id), 0);
    return stored.map(({ event }) => event as EventOf<S['name']>);
  }

  /**
   * Decides on the newest state and writes the events to the stream and to the log in one transaction; to a log in
   * another system the {@link OutboxRelay} appends them at once after it.
   *
   * Decided again for the same cause (`context.causation` or `context.ids`), nothing more is written.
   *
   * @throws Refused when the rules refuse; nothing is written.
   * @throws StreamBusy when others wrote to the stream during each attempt.
   */
  async decide(
    id: string,
    decide: (state: State) => Decision<S>,
    context: DecisionContext = {},
  ): Promise<Decided<S>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.decideOnce(id, decide, context);
      } catch (error) {
        if (isRepetition(error)) return nothing;
        if (!isConflict(error)) throw error;
        if (attempt === maxAttempts) throw new StreamBusy(this.streamOf(id), attempt, error);
      }
    }
  }

  /** The same decision with every position known: waits for the outbox, at most `timeoutMs` (default 10,000). */
  async published(decided: Decided<S>, timeoutMs = 10_000): Promise<Decided<S>> {
    if (!decided.positions.includes(null)) return decided;
    return { ...decided, positions: await publishedPositions(this.db, decided.events, timeoutMs) };
  }

  private async decideOnce(
    id: string,
    decide: (state: State) => Decision<S>,
    context: DecisionContext,
  ): Promise<Decided<S>> {
    const stream = this.streamOf(id);
    const decided = await this.db.transaction(async (tx) => {
      await lockStream(tx, stream);
      const { state, version } = await this.loadFrom(tx, id);
      const decision = decide(state);
      if (isRefusal(decision)) throw new Refused(decision);
      if (decision.length === 0) return nothing;
      const now = this.options.now?.() ?? new Date();
      const events = putOnEnvelope(decision, stream, this.options.source, context, now);
      await appendToStream(tx, this.decider.category, stream, version, events);
      return { events, positions: await this.handOver(tx, stream, version, events) };
    });
    this.wakeReaders(decided);
    return decided;
  }

  private async handOver(
    tx: Queryable,
    stream: string,
    version: number,
    events: readonly EventOf<S['name']>[],
  ): Promise<(Position | null)[]> {
    if (isTransactional(this.log)) return appendToLog(tx, this.log, events);
    await putIntoOutbox(tx, stream, version, events);
    return events.map(() => null);
  }

  private wakeReaders({ events, positions }: Decided<S>): void {
    if (events.length === 0) return;
    if (isTransactional(this.log)) this.log.wake(positions.filter((position) => position !== null));
    else signalOutbox(this.db);
  }

  private async loadFrom(db: Queryable, id: string): Promise<Snapshot<State>> {
    const stream = this.streamOf(id);
    const known = this.snapshots.get(stream) ?? this.beginning(id);
    const snapshot = this.evolve(known, await readStream(db, stream, known.version));
    if (snapshot.version > 0) this.snapshots.keep(stream, snapshot);
    return snapshot;
  }

  private evolve(from: Snapshot<State>, stored: readonly Stored[]): Snapshot<State> {
    return stored.reduce(
      ({ state }, { event, version }) => ({
        state: this.decider.evolve(state, event as EventOf<S['name']>),
        version,
      }),
      from,
    );
  }

  private beginning(id: string): Snapshot<State> {
    return { state: this.decider.initial(id), version: 0 };
  }

  private idOf(stream: string): string {
    return stream.slice(this.decider.category.length + 1);
  }

  private streamOf(id: string): string {
    return `${this.decider.category}-${id}`;
  }
}
