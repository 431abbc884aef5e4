import {
  type Claim,
  isReadable,
  type LogBatch,
  type Position,
  type Receipts,
  receiptKey,
} from '@hormesis/log';

/** An event that is about to be appended, and to which partition. */
export type Claimed = { key: string; partition: number };

type Written = { key: string; position: Position };

export type TopicSource = {
  ends(): Promise<readonly { partition: number; head: number }[]>;
  read(partition: number, offset: number): Promise<LogBatch>;
};

/**
 * Tells which events of a topic are on the log already, also those of a process that died, or a send that failed,
 * between the broker's answer and the receipt. Each send is announced beforehand with the offset from which on its
 * records can stand. Who meets such an announcement, and no receipt, looks from there on.
 */
export class Claims {
  readonly #topic: string;
  readonly #source: TopicSource;
  readonly #receipts: Receipts;
  /** By partition an offset that no record has yet which we, or others from now on, append. */
  #least: Map<number, number> | undefined;
  /** Written, with receipts that are still on their way. */
  readonly #unsettled = new Map<string, Position>();

  constructor(topic: string, source: TopicSource, receipts: Receipts) {
    this.#topic = topic;
    this.#source = source;
    this.#receipts = receipts;
  }

  /** The positions of those that stand on the log; announces the rest. */
  async claim(events: readonly Claimed[]): Promise<ReadonlyMap<string, Position>> {
    const known = new Map<string, Position>();
    for (const { key } of events) {
      const position = this.#unsettled.get(key);
      if (position) known.set(key, position);
    }
    const others = events.filter(({ key }) => !known.has(key));
    if (others.length === 0) return known;
    return new Map([...known, ...(await this.#claim(others))]);
  }

  /** Notes where events have come to stand. From the call on this process knows, whatever becomes of the receipts. */
  async record(written: readonly Written[]): Promise<void> {
    for (const { key, position } of written) {
      this.#least?.set(position.partition, position.offset + 1);
      this.#unsettled.set(key, position);
    }
    try {
      await this.#receipts.record(written);
    } finally {
      for (const { key } of written) this.#unsettled.delete(key);
    }
  }

  async #claim(events: readonly Claimed[]): Promise<ReadonlyMap<string, Position>> {
    const least = this.#least ?? (await this.#askHeads());
    const claim = await this.#receipts.claim(
      this.#topic,
      events.map(({ key, partition }) => ({
        key,
        least: { topic: this.#topic, partition, offset: least.get(partition) ?? 0 },
      })),
    );
    if (claim.open.size === 0) return claim.known;
    return new Map([...claim.known, ...(await this.#settle(claim.open))]);
  }

  async #settle(open: Claim['open']): Promise<Map<string, Position>> {
    const heads = await this.#askHeads();
    const found = new Map<string, Position>();
    const partitions = Map.groupBy(open, ([, { partition }]) => partition);
    await Promise.all(
      [...partitions].map(([partition, wanted]) =>
        this.#find(partition, new Map(wanted), heads.get(partition) ?? 0, found),
      ),
    );
    await this.#receipts.record([...found].map(([key, position]) => ({ key, position })));
    return found;
  }

  async #find(
    partition: number,
    wanted: Map<string, Position>,
    head: number,
    found: Map<string, Position>,
  ): Promise<void> {
    let next = Math.min(...[...wanted.values()].map(({ offset }) => offset));
    while (next < head && wanted.size > 0) {
      const { records, nextOffset } = await this.#source.read(partition, next);
      if (nextOffset <= next) return;
      for (const record of records) {
        const key = isReadable(record) ? receiptKey(record.event) : '';
        if (wanted.delete(key)) found.set(key, record.position);
      }
      next = nextOffset;
    }
  }

  async #askHeads(): Promise<Map<number, number>> {
    const ends = await this.#source.ends();
    this.#least = new Map(ends.map(({ partition, head }) => [partition, head]));
    return this.#least;
  }
}
