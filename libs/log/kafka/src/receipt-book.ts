import type { Position, Receipts } from '@hormesis/log';

type Receipt = { key: string; position: Position };

const mostKept = 10_000;

/**
 * Receipts that survive a failure of their store: what could not be recorded after an append is kept here and recorded
 * with the next one, so that the event, sent again to this process, is recognised.
 */
export class ReceiptBook {
  readonly #store: Receipts;
  readonly #unrecorded = new Map<string, Position>();

  constructor(store: Receipts) {
    this.#store = store;
  }

  async find(topic: string, keys: readonly string[]): Promise<ReadonlyMap<string, Position>> {
    const found = new Map(await this.#store.find(topic, keys));
    for (const key of keys) {
      const position = this.#unrecorded.get(mapKey(topic, key));
      if (position) found.set(key, position);
    }
    return found;
  }

  /** Records these and whatever could not be recorded before; keeps them when that fails, and rejects. */
  async record(receipts: readonly Receipt[]): Promise<void> {
    for (const { key, position } of receipts) this.#unrecorded.set(mapKey(position.topic, key), position);
    const due = [...this.#unrecorded];
    if (due.length === 0) return;
    try {
      await this.#store.record(
        due.map(([key, position]) => ({ key: key.slice(key.indexOf('\n') + 1), position })),
      );
      for (const [key] of due) this.#unrecorded.delete(key);
    } catch (error) {
      for (const [key] of due.slice(0, Math.max(0, due.length - mostKept))) this.#unrecorded.delete(key);
      throw error;
    }
  }
}

function mapKey(topic: string, key: string): string {
  return `${topic}\n${key}`;
}
