import { encodeChunk, type RecordedWindow, type SeriesPlace } from '@hormesis/recording';

/** Windows of one series that began on one day. */
export type NewChunk = SeriesPlace & { day: string; offset: number; windows: number; bytes: Uint8Array };

type Waiting = { place: SeriesPlace; day: string; offset: number; windows: RecordedWindow[] };

/** Windows of one partition that are not in chunks yet, in the order of the log. */
export class ChunkBuffer {
  private waiting = new Map<string, Waiting>();
  private held = 0;
  /** The offset from which on they are, and to which. */
  next: number;
  private begunAt = performance.now();

  constructor(public from: number) {
    this.next = from;
  }

  get size(): number {
    return this.held;
  }

  /** Since it was last empty, milliseconds. */
  get ageMs(): number {
    return performance.now() - this.begunAt;
  }

  take(window: RecordedWindow, offset: number): void {
    const { service, environment, metric, cohort } = window;
    const day = new Date(window.start).toISOString().slice(0, 10);
    const key = JSON.stringify([service, environment, metric, cohort, day]);
    const known = this.waiting.get(key);
    if (known) known.windows.push(window);
    else {
      const place = { service, environment, metric, cohort };
      this.waiting.set(key, { place, day, offset, windows: [window] });
    }
    this.held += 1;
  }

  chunks(): NewChunk[] {
    return [...this.waiting.values()].map(({ place, day, offset, windows }) => ({
      ...place,
      day,
      offset,
      windows: windows.length,
      bytes: encodeChunk(windows),
    }));
  }

  /** Begins anew after all of it has been written. */
  clear(): void {
    this.waiting = new Map();
    this.held = 0;
    this.from = this.next;
    this.begunAt = performance.now();
  }
}
