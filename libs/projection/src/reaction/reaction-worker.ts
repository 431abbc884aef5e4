import type { Event } from '@hormesis/events';
import {
  Fenced,
  isReadable,
  type LogBatch,
  type LogConsumer,
  type LogRecord,
  type Position,
  type TopicPartition,
} from '@hormesis/log';
import { linksTo, type SpanDetails, withSpan } from '@hormesis/telemetry';
import { describeError } from '../fold/describe-error.js';
import { type Letter, letterOf, unreadableLetter } from '../fold/letter.js';
import { countTaken } from '../runner/count-taken.js';
import { advance, type Keeper, loadMarks, type Mark, type Move } from '../store/checkpoint.js';
import { addTally, tallyOf } from '../store/checksum.js';
import { park } from '../store/dead-letters.js';
import { forgetTrouble, Troubles } from '../store/trouble.js';
import type { Reaction } from './reaction.js';
import type { ReactionRunnerOptions } from './reaction-runner.js';
import { tryRepeatedly } from './try-repeatedly.js';

const saveEveryMs = 200;

/** What was done of a batch: up to where, and since the last save which records, and which of them was not taken in. */
type Progress = { done: number; records: LogRecord[]; letter: Letter | undefined };

/** One reaction at work: its consumer, its place on each partition. */
export class ReactionWorker {
  readonly keeper: Keeper;
  private readonly stopping = new AbortController();
  private readonly marks = new Map<string, Mark>();
  private readonly troubles: Troubles;
  private consumer: LogConsumer | undefined;

  constructor(
    readonly reaction: Reaction,
    private readonly options: Required<Omit<ReactionRunnerOptions, 'reactions'>>,
  ) {
    this.troubles = new Troubles(options.db);
    this.keeper = { name: reaction.name, build: reaction.version ?? 1 };
  }

  async start(): Promise<void> {
    const { log, group } = this.options;
    await this.takePlaces();
    this.consumer = await log.consume({
      group: `${group}.${this.reaction.name}`,
      topics: this.reaction.from,
      positionOf: (partition) => this.positionOf(partition),
      handle: (batch) => this.handle(batch),
      onError: (error, partition) => this.report(error, partition),
    });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.consumer?.stop();
  }

  /** A place that was taken before stays; `startAt: 'end'` means the end as it is now. */
  private async takePlaces(): Promise<void> {
    const { db, log } = this.options;
    const heads = (await Promise.all(this.reaction.from.map((topic) => log.heads(topic)))).flat();
    for (const head of heads) {
      await loadMarks(db, [this.keeper], head, this.reaction.startAt === 'end' ? head.offset : 0);
    }
  }

  private async positionOf(partition: TopicPartition): Promise<number> {
    const [mark] = await loadMarks(this.options.db, [this.keeper], partition);
    if (!mark) throw new Error(`Reaction ${this.keeper.name} has no place on ${placeOf(partition)}.`);
    this.marks.set(placeOf(partition), mark);
    await forgetTrouble(this.options.db, [this.keeper], partition);
    return mark.known;
  }

  private async handle(batch: LogBatch): Promise<void> {
    let savedAt = performance.now();
    const progress: Progress = { done: this.markOf(batch).known, records: [], letter: undefined };
    try {
      for (const record of batch.records) {
        if (this.stopping.signal.aborted) return;
        if (record.position.offset < progress.done) continue;
        progress.letter = await this.take(record);
        progress.done = record.position.offset + 1;
        progress.records.push(record);
        if (progress.letter || performance.now() - savedAt > saveEveryMs) {
          await this.save(batch, progress);
          savedAt = performance.now();
        }
      }
      progress.done = Math.max(progress.done, batch.nextOffset);
    } finally {
      await this.save(batch, progress);
    }
    await this.troubles.over([this.keeper], batch);
  }

  private report(error: unknown, { topic, partition }: TopicPartition): void {
    this.options.onError(error, { topic, partition, reaction: this.reaction.name });
    this.troubles.note([this.keeper], { topic, partition }, error);
  }

  private async take(record: LogRecord): Promise<Letter | undefined> {
    if (!isReadable(record)) return unreadableLetter(record);
    const { topic, partition, offset } = record.position;
    const { name } = this.reaction;
    try {
      await withSpan(`${name} ${record.event.name}`, spanOf(name, record.event), () =>
        tryRepeatedly(() => this.reaction.on(record.event, record), {
          ...this.options,
          signal: this.stopping.signal,
          onError: (error) => this.options.onError(error, { topic, partition, offset, reaction: name }),
        }),
      );
      return undefined;
    } catch (error) {
      if (this.stopping.signal.aborted || this.options.isInfrastructure(error)) throw error;
      return letterOf(record, null, 'failed', describeError(error));
    }
  }

  /** Notes what was done since the last save; if this fails, the next one notes it. */
  private async save({ topic, partition }: TopicPartition, progress: Progress): Promise<void> {
    const { done, records, letter } = progress;
    const next = { topic, partition, offset: done };
    const mark = this.markOf(next);
    if (done === mark.known) return;
    const tally = addTally(mark.tally, tallyOf(records));
    if (letter) await this.saveParked([{ mark, tally }], next, letter);
    else await advance(this.options.db, [{ mark, tally }], next);
    this.marks.set(placeOf(next), { ...mark, known: done, tally });
    progress.records = [];
    progress.letter = undefined;
    const parked = letter ? 1 : 0;
    countTaken(this.keeper.name, records.length - parked, parked);
  }

  private saveParked(moves: readonly Move[], next: Position, letter: Letter): Promise<void> {
    return this.options.db.transaction(async (tx) => {
      await advance(tx, moves, next);
      await park(tx, [{ keeper: this.keeper, letter }]);
    });
  }

  private markOf(partition: TopicPartition): Mark {
    const mark = this.marks.get(placeOf(partition));
    if (!mark)
      throw new Fenced(`Reaction ${this.keeper.name} has to ask for its place on ${placeOf(partition)}.`);
    return mark;
  }
}

/** Its span links to the trace in which the event began. */
function spanOf(reaction: string, event: Event): SpanDetails {
  return {
    links: linksTo([event]),
    attributes: {
      'hormesis.reaction': reaction,
      'hormesis.event.id': event.id,
      'hormesis.event.name': event.name,
    },
  };
}

function placeOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
