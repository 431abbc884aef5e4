import type { Series } from '@hormesis/promql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RecordedWindow, Recorder } from '../src/index.js';

const place = { service: 'checkout', environment: 'production', metric: 'http.errors', cohort: 'all' };
const window = (start: number, more: Partial<RecordedWindow> = {}): RecordedWindow => ({
  ...place,
  start,
  durationMs: 10_000,
  total: 100,
  bad: 1,
  seenAt: start + 10_500,
  ...more,
});

function recorded(...windows: RecordedWindow[]): Recorder {
  const recorder = new Recorder();
  for (const each of windows) recorder.take(each);
  return recorder;
}

const named = (recorder: Recorder, name: string) =>
  recorder.select([{ label: '__name__', op: '=', value: name }]);
const samples = ({ length, times, values }: Series) =>
  Array.from({ length }, (_, n) => [times[n], values[n]]);

describe('recorded windows', () => {
  it('are counters that begin at 0, with a sample at the end of each', () => {
    const recorder = recorded(window(0), window(10_000, { bad: 5 }));
    const [bad] = named(recorder, 'hormesis_signal_bad_total');
    expect(bad && samples(bad)).toEqual([
      [0, 0],
      [10_000, 1],
      [20_000, 6],
    ]);
    expect(bad?.labels).toEqual({ __name__: 'hormesis_signal_bad_total', ...place });
  });

  it('are Prometheus histograms where latency was measured, in seconds', () => {
    const latency = { count: 10, sumMs: 500, le: { '25': 4, '100': 9, '+Inf': 10 } };
    const buckets = named(recorded(window(0, { latency })), 'hormesis_signal_latency_seconds_bucket');
    expect(buckets.map(({ labels, values, length }) => [labels.le, values[length - 1]])).toEqual([
      ['+Inf', 10],
      ['0.025', 4],
      ['0.1', 9],
    ]);
  });

  it('count once for each source, and for each source once', () => {
    const recorder = recorded(
      window(0, { source: '/a' }),
      window(0, { source: '/b' }),
      window(10_000, { source: '/a' }),
      window(0, { source: '/a' }),
    );
    const [requests] = named(recorder, 'hormesis_signal_requests_total');
    expect(requests && samples(requests)).toEqual([
      [0, 0],
      [10_000, 100],
      [10_001, 200],
      [20_000, 300],
    ]);
    expect(recorder.windows).toBe(3);
  });

  it('that come late are counted right after the newest, and those of a clock ahead when they come', () => {
    const recorder = recorded(window(0), window(20_000), window(10_000), window(9e6, { seenAt: 40_000 }));
    const [requests] = named(recorder, 'hormesis_signal_requests_total');
    expect(requests && samples(requests).slice(2)).toEqual([
      [30_000, 200],
      [30_001, 300],
      [40_000, 400],
    ]);
  });

  it('are taken as known at their end where they became known more than six hours after it', () => {
    const imported = 30 * 3_600_000;
    const recorder = recorded(
      window(0, { seenAt: imported }),
      window(10_000, { seenAt: imported }),
      window(20_000),
    );
    const [requests] = named(recorder, 'hormesis_signal_requests_total');
    expect(Array.from(requests?.seenAt ?? []).slice(0, requests?.length)).toEqual([
      10_000, 10_000, 20_000, 30_500,
    ]);
  });

  it('are known only when they came where they were hours late', () => {
    const late = 5 * 3_600_000;
    const [requests] = named(recorded(window(0, { seenAt: late })), 'hormesis_signal_requests_total');
    expect(Array.from(requests?.seenAt ?? []).slice(0, requests?.length)).toEqual([late, late]);
  });

  it('are found by all that a matcher can say, and what comes later too', () => {
    const recorder = recorded(window(0));
    const found = recorder.select([
      { label: 'service', op: '=~', value: 'check.*|cart' },
      { label: 'cohort', op: '!=', value: 'control' },
      { label: 'le', op: '=', value: '' },
    ]);
    expect(found).toHaveLength(2);
    recorder.take(window(0, { service: 'cart' }));
    recorder.take(window(0, { service: 'shop' }));
    expect(found).toHaveLength(4);
  });

  it('are found by regular expressions as Prometheus writes them', () => {
    const recorder = recorded(window(0), window(0, { service: 'cart' }));
    const services = (value: string) =>
      new Set(recorder.select([{ label: 'service', op: '=~', value }]).map(({ labels }) => labels.service));
    expect(services('(?i)CHECK.*')).toEqual(new Set(['checkout']));
    expect(services('[[:alpha:]]{4}')).toEqual(new Set(['cart']));
    expect(services('c(?i:ART)|x')).toEqual(new Set(['cart']));
  });

  it('keep samples and what was known of them in order, whatever comes when', () => {
    const any = fc.record({ start: fc.nat(100_000), seenAt: fc.nat(200_000), total: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1 }), (windows) => {
        const recorder = recorded(...windows.map((each) => window(each.start, each)));
        for (const { length, times, values, seenAt = [] } of recorder.series) {
          for (let n = 1; n < length; n += 1) {
            expect(times[n]).toBeGreaterThan(times[n - 1] ?? 0);
            expect(seenAt[n]).toBeGreaterThanOrEqual(seenAt[n - 1] ?? 0);
            expect(values[n]).toBeGreaterThanOrEqual(values[n - 1] ?? 0);
          }
        }
      }),
    );
  });
});
