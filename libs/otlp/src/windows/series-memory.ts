import { increase } from './buckets.js';
import type { MeasuredPoint, Value } from './measured-point.js';

/** What a point adds to what was known, and since when, milliseconds. `undefined` start: since an unknown time. */
export type Added = { value: Value; fromMs: number | undefined };

type Known = { value: Value; endMs: number };

/**
 * Turns cumulative points into what was added since the last. A series is told apart by its resource, metric and
 * attributes, and by the time since when it counts: so a process that starts anew, or a second one that does not name
 * itself, is a series of its own. The least recently seen are forgotten when there are too many.
 */
export class SeriesMemory {
  readonly #known = new Map<string, Known>();

  constructor(
    /** Since when points come here, milliseconds: a series that began later is known from its beginning. */
    private readonly openedMs: number,
    private readonly maxSeries = 100_000,
  ) {}

  get size(): number {
    return this.#known.size;
  }

  /**
   * What the point adds. `undefined`: nothing can be said, for it is the first of its series, came out of order, or
   * fell without a new beginning; the next one counts from here. `undo` takes it back.
   */
  take(series: string, point: MeasuredPoint): { added: Added | undefined; undo: () => void } {
    const key = `${series}\u0000${point.since}`;
    const before = this.#known.get(key);
    if (before && point.endMs <= before.endMs) return { added: undefined, undo: () => undefined };
    const now: Known = { value: point.value, endMs: point.endMs };
    this.#set(key, now);
    const undo = () => {
      if (this.#known.get(key) !== now) return;
      if (before) this.#known.set(key, before);
      else this.#known.delete(key);
    };
    return { added: before ? addedSince(before, point.value) : this.#fromItsBeginning(point), undo };
  }

  #fromItsBeginning({ since, value }: MeasuredPoint): Added | undefined {
    const sinceMs = Number(since / 1_000_000n);
    return sinceMs >= this.openedMs ? { value, fromMs: undefined } : undefined;
  }

  #set(key: string, known: Known): void {
    this.#known.delete(key);
    this.#known.set(key, known);
    if (this.#known.size <= this.maxSeries) return;
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest);
      return;
    }
  }
}

function addedSince({ value: before, endMs }: Known, after: Value): Added | undefined {
  const count = after.count - before.count;
  if (count < 0) return undefined;
  const sum = after.sum === undefined || before.sum === undefined ? undefined : after.sum - before.sum;
  const buckets = after.buckets && before.buckets ? increase(after.buckets, before.buckets) : undefined;
  return {
    value: { count, ...(sum === undefined ? {} : { sum }), ...(buckets ? { buckets } : {}) },
    fromMs: endMs,
  };
}
