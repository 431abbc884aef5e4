import type { Position, Receipts } from '@hormesis/log';

/** Receipts that are forgotten with the process. */
export class ReceiptsInMemory implements Receipts {
  readonly #positions = new Map<string, Position>();

  async find(topic: string, keys: readonly string[]): Promise<ReadonlyMap<string, Position>> {
    return new Map(
      keys.flatMap((key) => {
        const position = this.#positions.get(`${topic}\n${key}`);
        return position ? [[key, position]] : [];
      }),
    );
  }

  async record(entries: readonly { key: string; position: Position }[]): Promise<void> {
    for (const { key, position } of entries) {
      const name = `${position.topic}\n${key}`;
      if (!this.#positions.has(name)) this.#positions.set(name, position);
    }
  }
}
