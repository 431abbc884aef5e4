import type { Sighting } from './sighting.js';
import { sameTally } from './subtract-tally.js';

/** So many records may lie between two sightings that are kept: a loss is then named to within as many. */
export const spacing = 10_000;
const most = 128;

/**
 * Sightings of one keeper that wait until the log has been read to where they are. Bounded: where the audit is far
 * behind, every second one is forgotten, and a loss is named less exactly.
 */
export class SightingQueue {
  #waiting: Sighting[] = [];

  /** The sightings, the earliest first. */
  get waiting(): readonly Sighting[] {
    return this.#waiting;
  }

  /** `comparedAt`: the offset of the last comparison. */
  add(sighting: Sighting, comparedAt: number): void {
    const last = this.#waiting.at(-1);
    const before = this.#waiting.at(-2)?.at ?? comparedAt;
    if (last && isSame(last, sighting)) return;
    const isNear = sighting.at - before <= spacing;
    if (last && isOnward(last, sighting) && last.at >= before && isNear) this.#waiting.pop();
    this.#waiting.push(sighting);
    if (this.#waiting.length > most) this.#waiting = this.#waiting.filter((_, n) => n % 2 === 0);
  }

  done(): void {
    this.#waiting.shift();
  }

  clear(): void {
    this.#waiting = [];
  }
}

function isSame(a: Sighting, b: Sighting): boolean {
  return a.at === b.at && a.from === b.from && sameTally(a.tally, b.tally);
}

function isOnward(last: Sighting, next: Sighting): boolean {
  return next.from === last.from && next.at >= last.at && next.tally.records >= last.tally.records;
}
