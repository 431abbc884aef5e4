import type { Target } from './target.js';

/** Of rows with the same key the one with the latest event. */
export class Newest {
  private readonly byKey = new Map<string, readonly unknown[]>();
  private readonly keys: readonly number[];
  private readonly time: number;

  constructor(readonly target: Target) {
    const { columns, keys } = target;
    this.keys = keys.map((key) => columns.findIndex(({ name }) => name === key));
    this.time = columns.findIndex(({ name }) => name === 'event_time');
  }

  put(row: readonly unknown[]): void {
    const key = this.keys.map((at) => row[at]).join('\n');
    const other = this.byKey.get(key);
    if (!other || String(row[this.time]) >= String(other[this.time])) this.byKey.set(key, row);
  }

  rows(): (readonly unknown[])[] {
    return [...this.byKey.values()];
  }
}
