import type { KafkaMessage } from 'kafkajs';

/** Consecutive messages of one partition as they came from a broker. */
export type FetchedBatch = {
  /** The offset that was asked for. */
  fetchedOffset: number;
  messages: readonly KafkaMessage[];
  /** Where the next fetch begins. */
  nextOffset: number;
  head: number;
};

export type Portion = { messages: readonly KafkaMessage[]; nextOffset: number; head: number };

const fullBytes = 4 * 1024 * 1024;

/** What was fetched from a partition and waits to be handled. */
export class FetchedQueue {
  readonly #batches: FetchedBatch[] = [];
  /** How many messages of the first batch are taken. */
  #taken = 0;
  #records = 0;
  #bytes = 0;
  readonly #fullRecords: number;

  constructor(mostAtOnce: number) {
    this.#fullRecords = Math.max(4000, 4 * mostAtOnce);
  }

  /** Enough waits: fetch no more for now. */
  get isFull(): boolean {
    return this.#records >= this.#fullRecords || this.#bytes >= fullBytes;
  }

  /** Little waits: fetch again. */
  get isLow(): boolean {
    return this.#records < this.#fullRecords / 2 && this.#bytes < fullBytes / 2;
  }

  push(batch: FetchedBatch): void {
    this.#batches.push(batch);
    this.#records += batch.messages.length;
    for (const message of batch.messages) this.#bytes += bytesOf(message);
  }

  /** The next messages, across batches; `undefined` when nothing waits. */
  take(most: number): Portion | undefined {
    const messages: KafkaMessage[] = [];
    let portion: Portion | undefined;
    for (let first = this.#batches[0]; first && messages.length < most; first = this.#batches[0]) {
      const piece = first.messages.slice(this.#taken, this.#taken + most - messages.length);
      for (const message of piece) {
        messages.push(message);
        this.#bytes -= bytesOf(message);
      }
      this.#taken += piece.length;
      const finished = this.#taken === first.messages.length;
      const nextOffset = finished ? first.nextOffset : Number(piece.at(-1)?.offset ?? -1) + 1;
      portion = { messages, nextOffset, head: first.head };
      if (finished) {
        this.#batches.shift();
        this.#taken = 0;
      }
    }
    this.#records -= messages.length;
    return portion;
  }

  clear(): void {
    this.#batches.length = 0;
    this.#taken = 0;
    this.#records = 0;
    this.#bytes = 0;
  }
}

function bytesOf(message: KafkaMessage): number {
  return message.value?.length ?? 0;
}
