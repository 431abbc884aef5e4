import type { MeasuredPoint, Value } from './measured-point.js';
import { type Place, type PlaceOptions, placeOf } from './place-of.js';
import type { Added, SeriesMemory } from './series-memory.js';
import { isBad, millisecondsOf, type SignalRule } from './signal-rule.js';
import { type SignalWindow, tolerableMs, WindowSum } from './signal-window.js';

/** When the points of each place were read last; what was not seen for longest is forgotten. */
export type LastReads = Map<string, number>;
const maxPlaces = 20_000;

export type Windows = {
  windows: SignalWindow[];
  /** Points that a rule is for, and that were understood. */
  used: number;
  /** Points that a rule is for, and that cannot be used. */
  rejected: number;
  /** Why, each reason once. */
  reasons: string[];
  /** Forgets the request, as if it had not come: for when its windows could not be kept. */
  undo(): void;
};

/** Makes the windows of one request. */
export class MakingWindows {
  readonly #sums = new Map<string, WindowSum>();
  readonly #reads = new Map<string, number>();
  readonly #undo: (() => void)[] = [];
  readonly #reasons = new Set<string>();
  #used = 0;
  #rejected = 0;

  constructor(
    private readonly options: PlaceOptions,
    private readonly series: SeriesMemory,
    private readonly lastReads: LastReads,
  ) {}

  reject(points: number, because: string): void {
    this.#rejected += points;
    this.#reasons.add(because);
  }

  add(point: MeasuredPoint, rules: readonly SignalRule[]): void {
    const because = this.#take(point, rules);
    if (because === undefined) this.#used += 1;
    else this.reject(1, because);
  }

  windows(): Windows {
    for (const [at, read] of this.#reads) this.#remember(at, read);
    return {
      windows: [...this.#sums.values()].map((sum) => sum.window()),
      used: this.#used,
      rejected: this.#rejected,
      reasons: [...this.#reasons],
      undo: () => {
        for (const undo of this.#undo) undo();
      },
    };
  }

  /** Counts the point where it belongs, or says why it cannot be counted. */
  #take(point: MeasuredPoint, rules: readonly SignalRule[]): string | undefined {
    const place = placeOf(point.resource, point.attributes, this.options);
    if ('because' in place) return place.because;
    if (point.endMs === 0) return `${point.metric} does not say when it was read`;
    const at = keyOf(place, point.metric);
    this.#reads.set(at, point.endMs);
    const added = point.isCumulative ? this.#addedTo(point, at) : addedBy(point);
    if (added === undefined) return undefined;
    if (added.fromMs === undefined) return `${point.metric} does not say since when it counts`;
    const lengthMs = point.endMs - added.fromMs;
    if (lengthMs > tolerableMs) {
      return `${point.metric} counts ${Math.round(lengthMs / 1_000)} s in one: send it at least once a minute`;
    }
    for (const rule of rules) this.#count(rule, point, place, { ...added, fromMs: added.fromMs });
    return undefined;
  }

  /** What a cumulative point adds; a new series did not begin before the process’s others were read last. */
  #addedTo(point: MeasuredPoint, at: string): Added | undefined {
    const attributes = [...point.attributes].map((pair) => pair.join('\u0001')).sort();
    const { added, undo } = this.series.take(`${at}\u0000${attributes.join('\u0002')}`, point);
    this.#undo.push(undo);
    if (!added || added.fromMs !== undefined) return added;
    const fromMs = this.lastReads.get(at) ?? millisecondsSince(point);
    return fromMs === undefined || point.endMs - fromMs > tolerableMs ? undefined : { ...added, fromMs };
  }

  #count(rule: SignalRule, point: MeasuredPoint, place: Place, added: Added & { fromMs: number }): void {
    const key = `${keyOf(place, rule.signal)}\u0000${point.endMs}`;
    const sum = this.#sums.get(key) ?? new WindowSum({ ...place, metric: rule.signal }, point.endMs);
    this.#sums.set(key, sum);
    sum.add({ fromMs: added.fromMs, ...countedBy(rule, point, added.value) });
  }

  #remember(at: string, read: number): void {
    const { lastReads } = this;
    const before = lastReads.get(at);
    lastReads.delete(at);
    lastReads.set(at, Math.max(read, before ?? 0));
    this.#undo.push(() => (before === undefined ? lastReads.delete(at) : lastReads.set(at, before)));
    const [oldest] = lastReads.keys();
    if (lastReads.size > maxPlaces && oldest !== undefined) lastReads.delete(oldest);
  }
}

function addedBy(point: MeasuredPoint): Added {
  return { value: point.value, fromMs: millisecondsSince(point) };
}

function countedBy(rule: SignalRule, { attributes, unit }: MeasuredPoint, { count, sum, buckets }: Value) {
  const bad = isBad(rule, attributes) ? count : 0;
  if (rule.counts === 'bad') return { total: 0, bad, timing: undefined };
  const toMs = millisecondsOf(unit, rule.toMs);
  const isTimed = toMs !== undefined && sum !== undefined && buckets !== undefined;
  return { total: count, bad, timing: isTimed ? { buckets, sum, toMs } : undefined };
}

function millisecondsSince({ since }: MeasuredPoint): number | undefined {
  return since === 0n ? undefined : Number(since / 1_000_000n);
}

function keyOf({ service, environment, cohort, source }: Place, metric: string): string {
  return [service, environment, cohort, source, metric].join('\u0000');
}
