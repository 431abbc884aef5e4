import { Fenced, type LogBatch, type TopicPartition } from '@hormesis/log';
import { Backoff } from './backoff.js';
import { type FetchedBatch, FetchedQueue } from './fetched-queue.js';
import { fromMessage } from './kafka-record.js';

export type WorkerSteps = {
  /** The offset to begin from. */
  position(): Promise<number>;
  handle(batch: LogBatch): Promise<void>;
  /** Makes the next fetch begin there, and lets fetches of this partition flow. */
  seek(offset: number): void;
  /** Stops fetches of this partition, or lets them flow again. */
  pause(): void;
  resume(): void;
  onError(error: unknown): void;
  mostAtOnce: number;
};

/**
 * Handles what is fetched from one partition while this reader has it: one batch after the other, each until it
 * succeeds. Fetching goes on meanwhile, so a slow partition holds up no other.
 */
export class PartitionWorker {
  readonly partition: TopicPartition;
  /** Resolves when the position has been asked for the first time, with or without success. */
  readonly begun: Promise<void>;
  #hasBegun: () => void = () => undefined;
  readonly #steps: WorkerSteps;
  readonly #queue: FetchedQueue;
  readonly #stopping = new AbortController();
  readonly #backoff = new Backoff();
  readonly #done: Promise<void>;
  #isPaused = false;
  #wake: () => void = () => undefined;
  /** The offset of the next record that has not come yet; `undefined` while the position is being asked. */
  #expected: number | undefined;
  #soughtAgain = false;
  #position: number | undefined;
  #wasFenced = false;

  /** Begins once `previous`, the last worker of this partition here, has ended. */
  constructor(partition: TopicPartition, steps: WorkerSteps, previous: Promise<void> | undefined) {
    this.partition = partition;
    this.#steps = steps;
    this.#queue = new FetchedQueue(steps.mostAtOnce);
    this.begun = new Promise((resolve) => {
      this.#hasBegun = resolve;
    });
    this.#done = this.#run(previous);
  }

  /** The offset of the next record to be handled, once known. */
  get position(): number | undefined {
    return this.#position;
  }

  /** Takes what was fetched; `false` if it is not what comes next and has to be fetched again. */
  offer(batch: FetchedBatch): boolean {
    const expected = this.#expected;
    if (expected === undefined || this.#stopping.signal.aborted) return false;
    if (batch.fetchedOffset > expected && !this.#acceptGap(batch, expected)) return false;
    this.#soughtAgain = false;
    if (batch.nextOffset <= expected) return true;
    const isNew = batch.fetchedOffset >= expected;
    const messages = isNew
      ? batch.messages
      : batch.messages.filter(({ offset }) => Number(offset) >= expected);
    this.#queue.push({ ...batch, messages });
    this.#expected = batch.nextOffset;
    if (this.#queue.isFull && !this.#isPaused) {
      this.#isPaused = true;
      this.#steps.pause();
    }
    this.#wake();
    return true;
  }

  /** Resolves when the running batch is handled, or has failed. */
  stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    return this.#done;
  }

  /** A gap is a fetch of an earlier time; if it comes again, those records are no longer on the log. */
  #acceptGap(batch: FetchedBatch, expected: number): boolean {
    if (this.#soughtAgain) {
      const { topic, partition } = this.partition;
      this.#steps.onError(
        new Error(
          `Offsets ${expected} to ${batch.fetchedOffset - 1} of ${topic}/${partition} are no longer on the log.`,
        ),
      );
      return true;
    }
    this.#soughtAgain = true;
    this.#steps.seek(expected);
    return false;
  }

  async #run(previous: Promise<void> | undefined): Promise<void> {
    await previous;
    const signal = this.#stopping.signal;
    while (!signal.aborted) {
      try {
        await this.#begin().finally(this.#hasBegun);
        await this.#handleAll();
      } catch (error) {
        this.#steps.onError(error);
        await this.#backoff.wait(signal);
      }
    }
    this.#hasBegun();
  }

  /** Asks where to begin and fetches from there. */
  async #begin(): Promise<void> {
    this.#expected = undefined;
    this.#queue.clear();
    const position = await this.#steps.position();
    if (this.#stopping.signal.aborted) return;
    this.#position = position;
    this.#expected = position;
    this.#isPaused = false;
    this.#steps.seek(position);
  }

  /** Until this worker is stopped or {@link Fenced}. While a batch is handled, the next one is decoded. */
  async #handleAll(): Promise<void> {
    const signal = this.#stopping.signal;
    let batch = this.#take();
    while (!signal.aborted) {
      const handled = batch ? this.#handle(batch) : this.#arrival();
      const ahead = batch && this.#queue.hasWholePortion ? this.#take() : undefined;
      if (!(await handled)) return;
      batch = ahead ?? this.#take();
    }
  }

  /** Hands the same records over until the handler takes them; `false` if it was fenced off or stopped. */
  async #handle(batch: LogBatch): Promise<boolean> {
    while (!this.#stopping.signal.aborted) {
      try {
        if (batch.records.length > 0) await this.#steps.handle(batch);
        this.#position = batch.nextOffset;
        this.#wasFenced = false;
        this.#backoff.reset();
        return true;
      } catch (error) {
        if (error instanceof Fenced) return this.#fenced();
        this.#steps.onError(error);
        await this.#backoff.wait(this.#stopping.signal);
      }
    }
    return false;
  }

  /** The position is asked again at once; but only once, unless something was handled in between. */
  async #fenced(): Promise<false> {
    if (this.#wasFenced) await this.#backoff.wait(this.#stopping.signal);
    this.#wasFenced = true;
    return false;
  }

  #take(): LogBatch | undefined {
    const portion = this.#queue.take();
    if (this.#isPaused && this.#queue.isLow) {
      this.#isPaused = false;
      this.#steps.resume();
    }
    if (!portion) return undefined;
    const { messages, nextOffset, head } = portion;
    const records = messages.map((message) => fromMessage(message, this.partition));
    return { ...this.partition, records, nextOffset, head };
  }

  #arrival(): Promise<true> {
    return new Promise((resolve) => {
      this.#wake = () => resolve(true);
    });
  }
}
