import {
  type Attributes,
  type Counter,
  type Histogram,
  type Meter,
  metrics,
  type Observable,
  type ObservableCallback,
} from '@opentelemetry/api';
import {
  type CounterName,
  type GaugeName,
  type HistogramName,
  type MetricName,
  metricCatalogue,
} from './catalogue.js';

export type { Attributes } from '@opentelemetry/api';

/** A value of a gauge; its attributes tell it from the others. */
export type Observation = { value: number; attributes?: Attributes };

/** What instruments are made with, for those who need more than this file offers. */
export function meter(): Meter {
  return metrics.getMeter('hormesis');
}

let counters = new Map<CounterName, Counter>();
let histograms = new Map<HistogramName, Histogram>();
let gauges = new Map<GaugeName, Observable>();

/** Adds to a counter; `amount` 1 by default. */
export function count(name: CounterName, amount = 1, attributes: Attributes = {}): void {
  let counter = counters.get(name);
  if (!counter) {
    counter = meter().createCounter(name, optionsOf(name));
    counters.set(name, counter);
  }
  counter.add(amount, attributes);
}

/** Adds a value, in the metric's unit, to a histogram. */
export function record(name: HistogramName, value: number, attributes: Attributes = {}): void {
  let histogram = histograms.get(name);
  if (!histogram) {
    const buckets = [...metricCatalogue[name].buckets];
    histogram = meter().createHistogram(name, {
      ...optionsOf(name),
      advice: { explicitBucketBoundaries: buckets },
    });
    histograms.set(name, histogram);
  }
  histogram.record(value, attributes);
}

/** Has a gauge read at each collection. Returns what ends that; the last value stays. */
export function observe(
  name: GaugeName,
  read: () => readonly Observation[] | Promise<readonly Observation[]>,
): () => void {
  let gauge = gauges.get(name);
  if (!gauge) {
    gauge = meter().createObservableGauge(name, optionsOf(name));
    gauges.set(name, gauge);
  }
  const observed = gauge;
  const callback: ObservableCallback = async (result) => {
    for (const { value, attributes } of await read()) result.observe(value, attributes ?? {});
  };
  observed.addCallback(callback);
  return () => observed.removeCallback(callback);
}

/** The time since `start` (a `performance.now()`), in seconds. */
export function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

/** Instruments belong to the telemetry that was running when they were made; the next one needs new ones. */
export function forgetInstruments(): void {
  counters = new Map();
  histograms = new Map();
  gauges = new Map();
}

function optionsOf(name: MetricName): { unit: string; description: string } {
  const { unit, description } = metricCatalogue[name];
  return { unit, description };
}
