import { type Matcher, matches, type Series, type SeriesSource } from '@hormesis/promql';
import type { CounterSeries } from './counter-series.js';
import { PlaceRecord } from './place-record.js';
import type { RecordedWindow, SeriesPlace } from './recorded-window.js';

type Selection = { chooses: (labels: Series['labels']) => boolean; found: Series[] };

/** Turns recorded windows, taken in the order in which they became known, into counters that rules can ask for. */
export class Recorder implements SeriesSource {
  private readonly places = new Map<string, PlaceRecord>();
  private readonly all: CounterSeries[] = [];
  private readonly selections = new Map<string, Selection>();
  private taken = 0;

  /** Windows that were counted. */
  get windows(): number {
    return this.taken;
  }

  get series(): readonly Series[] {
    return this.all;
  }

  /** Series are only ever added. */
  get version(): number {
    return this.all.length;
  }

  take(window: RecordedWindow): void {
    const { source = '', start, durationMs, total, bad, seenAt, latency } = window;
    if (this.placeOf(window).take(source, start, durationMs, total, bad, seenAt, latency)) this.taken += 1;
  }

  /** The record of a place, for whoever takes many windows of it. */
  placeOf({ service, environment, metric, cohort }: SeriesPlace): PlaceRecord {
    const key = JSON.stringify([service, environment, metric, cohort]);
    const known = this.places.get(key);
    if (known) return known;
    const made = new PlaceRecord({ service, environment, metric, cohort }, (series) => this.add(series));
    this.places.set(key, made);
    return made;
  }

  /** Notes windows that were given to a place directly. */
  counted(windows: number): void {
    this.taken += windows;
  }

  select(matchers: readonly Matcher[]): readonly Series[] {
    const key = JSON.stringify(matchers.map(({ label, op, value }) => [label, op, value]));
    const known = this.selections.get(key);
    if (known) return known.found;
    const chooses = matches(matchers);
    const found = this.all.filter(({ labels }) => chooses(labels));
    this.selections.set(key, { chooses, found });
    return found;
  }

  private add(series: CounterSeries): void {
    this.all.push(series);
    for (const { chooses, found } of this.selections.values()) if (chooses(series.labels)) found.push(series);
  }
}
