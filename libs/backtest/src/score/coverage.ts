import type { Period } from '../facts/facts.js';
import { isSamePlace, type Place, placeKey } from '../facts/place.js';

const minuteMs = 60_000;
/** Two samples further apart than this leave a hole: no window is longer than a minute, and one may be lost. */
const holeMs = 2 * minuteMs;

/** Samples as they lie in a series. */
export type Samples = { length: number; times: ArrayLike<number> };

type Covered = { place: Place; minutes: Uint8Array };

/** Which minutes of a period something was recorded in, at each place. */
export class Coverage {
  private readonly byPlace = new Map<string, Covered>();

  constructor(readonly period: Period) {}

  /** The places of which something was recorded, in a stable order. */
  get places(): readonly Place[] {
    return this.inOrder.map(({ place }) => place);
  }

  /** Notes the samples of a series; each stands for the time since the one before. */
  add(place: Place, { length, times }: Samples): void {
    const { minutes } = this.of(place);
    const { from, to } = this.period;
    let before = (times[0] ?? 0) - 1;
    for (let n = 0; n < length; n += 1) {
      const at = times[n] ?? 0;
      const since = at - before <= holeMs ? before : at - 1;
      before = at;
      if (at <= from || since >= to) continue;
      const last = Math.floor((Math.min(at, to) - 1 - from) / minuteMs);
      for (let minute = Math.max(0, Math.floor((since - from) / minuteMs)); minute <= last; minute += 1) {
        minutes[minute] = 1;
      }
    }
  }

  /** The recorded share of the period: the mean over the places; 0 if there is none. */
  get share(): number {
    const all = this.inOrder;
    if (all.length === 0) return 0;
    const covered = all.reduce((sum, { minutes }) => sum + minutes.reduce((so, one) => so + one, 0), 0);
    return covered / (all.length * Math.max(1, this.length));
  }

  /** Whether anything was recorded at a place within a span. */
  isCovered(place: Place, from: number, to: number): boolean {
    if (to < this.period.from || from >= this.period.to) return false;
    return this.inOrder
      .filter((one) => isSamePlace(one.place, place))
      .some(({ minutes }) => minutes.subarray(this.minuteOf(from), this.minuteOf(to) + 1).includes(1));
  }

  /** When the record of a place begins; `undefined`: there is none. */
  firstAt(place: Place): number | undefined {
    const firsts = this.inOrder
      .filter((one) => isSamePlace(one.place, place))
      .map(({ minutes }) => minutes.indexOf(1))
      .filter((minute) => minute >= 0);
    return firsts.length === 0 ? undefined : this.period.from + Math.min(...firsts) * minuteMs;
  }

  /**
   * Recorded days from a moment on, outside of spans at the same place: the mean over the places, for a rule that looks
   * at many of them is one rule, with one rate of false alarms.
   *
   * @param spoken when a rule fired: it tells of holes then, so that time counts as recorded
   */
  daysOutside(
    from: number,
    spans: readonly (Place & Period)[],
    spoken: readonly (Place & Period)[] = [],
  ): number {
    const all = this.inOrder;
    if (all.length === 0) return 0;
    const minutes = all.reduce((sum, covered) => sum + this.minutesOutside(covered, from, spans, spoken), 0);
    return minutes / all.length / (24 * 60);
  }

  private minutesOutside(
    { place, minutes }: Covered,
    from: number,
    spans: readonly (Place & Period)[],
    spoken: readonly (Place & Period)[],
  ): number {
    const left = minutes.slice(Math.max(0, Math.ceil((from - this.period.from) / minuteMs)));
    const dropped = minutes.length - left.length;
    const fill = (value: number, span: Place & Period) => {
      if (span.to < this.period.from || !isSamePlace(place, span)) return;
      left.fill(
        value,
        Math.max(0, this.minuteOf(span.from) - dropped),
        Math.max(0, this.minuteOf(span.to) + 1 - dropped),
      );
    };
    for (const span of spoken) fill(1, span);
    for (const span of spans) fill(0, span);
    return left.reduce((sum, one) => sum + one, 0);
  }

  private get inOrder(): Covered[] {
    return [...this.byPlace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, covered]) => covered);
  }

  private get length(): number {
    return Math.ceil((this.period.to - this.period.from) / minuteMs);
  }

  private minuteOf(at: number): number {
    return Math.max(0, Math.floor((at - this.period.from) / minuteMs));
  }

  private of(place: Place): Covered {
    const key = placeKey(place);
    const known = this.byPlace.get(key);
    if (known) return known;
    const made = { place, minutes: new Uint8Array(this.length) };
    this.byPlace.set(key, made);
    return made;
  }
}
