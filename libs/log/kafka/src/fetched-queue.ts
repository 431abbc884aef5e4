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

type Waiting = FetchedBatch & { bytes: number };

const fullBytes = 4 * 1024 * 1024;

/** What was fetched from a partition and waits to be handled. */
export class FetchedQueue {
  readonly #batches: Waiting[] = [];
  /** How many messages of the first batch are taken. */
  #taken = 0;
  #records = 0;
  /** Of the batches that are not wholly taken: as they came in one piece, they go in one piece. */
  #bytes = 0;
  readonly #mostAtOnce: number;
  readonly #fullRecords: number;

  constructor(mostAtOnce: number) {
    this.#mostAtOnce = mostAtOnce;
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

  /** As much waits as is taken at once. */
  get hasWholePortion(): boolean {
    return this.#records >= this.#mostAtOnce;
  }

  push(batch: FetchedBatch): void {
    let bytes = 0;
    for (const message of batch.messages) bytes += bytesOf(message);
    this.#batches.push({ ...batch, bytes });
    this.#records += batch.messages.length;
    this.#bytes += bytes;
  }

  /** The next messages, across batches; `undefined` when nothing waits. */
  take(): Portion | undefined {
    const pieces: (readonly KafkaMessage[])[] = [];
    let count = 0;
    let portion: Omit<Portion, 'messages'> | undefined;
    for (let first = this.#batches[0]; first && count < this.#mostAtOnce; first = this.#batches[0]) {
      const piece = this.#cut(first, this.#mostAtOnce - count);
      pieces.push(piece);
      count += piece.length;
      this.#taken += piece.length;
      const isFinished = this.#taken === first.messages.length;
      const nextOffset = isFinished ? first.nextOffset : Number(piece.at(-1)?.offset ?? -1) + 1;
      portion = { nextOffset, head: first.head };
      if (isFinished) this.#shift(first);
    }
    this.#records -= count;
    return portion && { ...portion, messages: pieces.length === 1 ? (pieces[0] ?? []) : pieces.flat() };
  }

  clear(): void {
    this.#batches.length = 0;
    this.#taken = 0;
    this.#records = 0;
    this.#bytes = 0;
  }

  #cut({ messages }: FetchedBatch, most: number): readonly KafkaMessage[] {
    const isWhole = this.#taken === 0 && messages.length <= most;
    return isWhole ? messages : messages.slice(this.#taken, this.#taken + most);
  }

  #shift({ bytes }: Waiting): void {
    this.#batches.shift();
    this.#taken = 0;
    this.#bytes -= bytes;
  }
}

function bytesOf({ key, value, headers }: KafkaMessage): number {
  let bytes = (value?.length ?? 0) + (key?.length ?? 0);
  for (const name in headers) bytes += name.length + (headers[name]?.length ?? 0);
  return bytes;
}
