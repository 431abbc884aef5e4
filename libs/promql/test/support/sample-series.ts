import type { Labels, Series, SeriesSource } from '@hormesis/promql';
import { matches } from '../../src/labels/match-labels.js';
import { type Random, random } from './random.js';

export const start = 1_700_000_000_000;
const spacing = 15_000;
const count = 480;
export const end = start + spacing * count;

/** Series with what real ones have: resets, gaps, jitter, late starts, early ends, NaN, histograms. */
export function sampleSeries(seed: number): Series[] {
  const by = random(seed);
  const series: Series[] = [];
  for (const service of ['shop', 'pay', 'mail'])
    for (const environment of ['production', 'staging']) {
      const labels = { service, environment };
      series.push(counter(by, { __name__: 'requests_total', ...labels }, 40, true));
      series.push(counter(by, { __name__: 'requests_total', ...labels, code: '500' }, 3, true));
      series.push(counter(by, { __name__: 'errors_total', ...labels }, 2, service !== 'mail'));
      series.push(gauge(by, { __name__: 'temperature', ...labels }));
    }
  for (const service of ['shop', 'pay']) {
    series.push(constant({ __name__: 'owner', service, team: `team-${service}` }, 1));
    series.push(...histogram(by, { __name__: 'latency_seconds_bucket', service }, service === 'shop'));
  }
  series.push(constant({ __name__: 'target' }, 0.25));
  return series;
}

export function sourceOf(series: readonly Series[]): SeriesSource {
  return { version: 1, select: (matchers) => series.filter(({ labels }) => matches(matchers)(labels)) };
}

/** The moments at which a series has samples. */
function moments(by: Random, whole: boolean): number[] {
  const first = whole ? 0 : by.below(120);
  const last = whole ? count : count - by.below(120);
  const gap = by.below(count);
  const times: number[] = [];
  for (let index = first; index < last; index++) {
    if ((index > gap && index < gap + 30) || by.chance(0.02)) continue;
    const jitter = by.chance(0.3) ? by.below(2000) - 1000 : 0;
    times.push(start + index * spacing + jitter);
  }
  return times;
}

function seriesOf(labels: Labels, times: number[], valueAt: (index: number) => number): Series {
  return { labels, length: times.length, times, values: times.map((_, index) => valueAt(index)) };
}

function counter(by: Random, labels: Labels, pace: number, whole: boolean): Series {
  let value = by.chance(0.5) ? 0 : by.below(1000);
  return seriesOf(labels, moments(by, whole), () => {
    value = by.chance(0.01) ? by.below(5) : value + by.below(pace);
    return value;
  });
}

function gauge(by: Random, labels: Labels): Series {
  let value = by.next() * 20 - 5;
  return seriesOf(labels, moments(by, by.chance(0.5)), () => {
    value += by.next() - 0.5;
    return by.chance(0.01) ? Number.NaN : Math.round(value * 1000) / 1000;
  });
}

function constant(labels: Labels, value: number): Series {
  const times = Array.from({ length: count }, (_, index) => start + index * spacing);
  return seriesOf(labels, times, () => value);
}

function histogram(by: Random, labels: Labels, complete: boolean): Series[] {
  const bounds = ['0.1', '0.5', '1', ...(complete ? ['+Inf'] : [])];
  const times = moments(by, true);
  const totals = times.map(() => bounds.map(() => 0));
  const running = bounds.map(() => 0);
  for (const [index] of times.entries()) {
    for (let observed = by.below(6); observed > 0; observed--)
      for (let bound = by.below(bounds.length); bound < bounds.length; bound++)
        running[bound] = (running[bound] ?? 0) + 1;
    totals[index] = [...running];
  }
  return bounds.map((le, bound) =>
    seriesOf({ ...labels, le }, times, (index) => totals[index]?.[bound] ?? 0),
  );
}
