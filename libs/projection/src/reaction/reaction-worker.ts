import type { Event } from '@hormesis/events';
import {
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
import { advance, type Keeper, loadMarks, type Mark } from '../store/checkpoint.js';
import { park } from '../store/dead-letters.js';
import type { Reaction } from './reaction.js';
import type { ReactionRunnerOptions } from './reaction-runner.js';
import { tryRepeatedly } from './try-repeatedly.js';

const saveEveryMs = 200;

/** What was done of a batch: up to where, and since the last save how many events were taken in, and which was not. */
type Progress = { done: number; processed: number; letter: Letter | undefined };

/** One reaction at work: its consumer, its place on each partition. */
export class ReactionWorker {
  private readonly keeper: Keeper;
  private readonly stopping = new AbortController();
  private readonly known = new Map<string, number>();
  private consumer: LogConsumer | undefined;

  constructor(
    private readonly reaction: Reaction,
    private readonly options: Required<Omit<ReactionRunnerOptions, 'reactions'>>,
  ) {
    this.keeper = { name: reaction.name, version: reaction.version ?? 1 };
  }

  async start(): Promise<void> {
    const { log, group, onError } = this.options;
    await this.takePlaces();
    this.consumer = await log.consume({
      group: `${group}.${this.reaction.name}`,
      topics: this.reaction.from,
      positionOf: (partition) => this.positionOf(partition),
      handle: (batch) => this.handle(batch),
      onError: (error, partition) => onError(error, { ...partition, reaction: this.reaction.name }),
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
    this.known.set(placeOf(partition), mark?.known ?? 0);
    return mark?.known ?? 0;
  }

  private async handle(batch: LogBatch): Promise<void> {
    let savedAt = performance.now();
    const progress: Progress = { done: this.knownOf(batch), processed: 0, letter: undefined };
    try {
      for (const record of batch.records) {
        if (this.stopping.signal.aborted) return;
        if (record.position.offset < progress.done) continue;
        progress.letter = await this.take(record);
        progress.done = record.position.offset + 1;
        if (!progress.letter) progress.processed += 1;
        if (progress.letter || performance.now() - savedAt > saveEveryMs) {
          await this.save(batch, progress);
          savedAt = performance.now();
        }
      }
      progress.done = Math.max(progress.done, batch.nextOffset);
    } finally {
      await this.save(batch, progress);
    }
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
    const { done, processed, letter } = progress;
    const next = { topic, partition, offset: done };
    const known = this.knownOf(next);
    if (done === known) return;
    const marks = [{ keeper: this.keeper, known }];
    if (letter) await this.saveParked(marks, next, letter);
    else await advance(this.options.db, marks, next);
    this.known.set(placeOf(next), done);
    progress.processed = 0;
    progress.letter = undefined;
    countTaken(new Map([[this.keeper.name, { processed, parked: letter ? 1 : 0 }]]));
  }

  private saveParked(marks: readonly Mark[], next: Position, letter: Letter): Promise<void> {
    return this.options.db.transaction(async (tx) => {
      await advance(tx, marks, next);
      await park(tx, [{ keeper: this.keeper, letter }]);
    });
  }

  private knownOf(partition: TopicPartition): number {
    return this.known.get(placeOf(partition)) ?? 0;
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
