import type { Claim, Intent, Position, Receipts } from '@hormesis/log';

/** Receipts that are forgotten with the process. */
export class ReceiptsInMemory implements Receipts {
  readonly #notes = new Map<string, { settled: boolean; position: Position }>();

  async claim(topic: string, intents: readonly Intent[]): Promise<Claim> {
    const known = new Map<string, Position>();
    const open = new Map<string, Position>();
    for (const { key, least } of intents) {
      const note = this.#notes.get(`${topic}\n${key}`);
      if (note) (note.settled ? known : open).set(key, note.position);
      else this.#notes.set(`${topic}\n${key}`, { settled: false, position: least });
    }
    return { known, open };
  }

  async record(entries: readonly { key: string; position: Position }[]): Promise<void> {
    for (const { key, position } of entries) {
      const name = `${position.topic}\n${key}`;
      if (!this.#notes.get(name)?.settled) this.#notes.set(name, { settled: true, position });
    }
  }
}
