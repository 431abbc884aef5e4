import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Backoff } from '../src/poll-prometheus/backoff.js';
import { dueSteps } from '../src/poll-prometheus/due-steps.js';
import type { PrometheusQuery } from '../src/poll-prometheus/prometheus-config.js';
import { readPrometheusConfig } from '../src/poll-prometheus/prometheus-config.js';
import { windowsOfStep } from '../src/poll-prometheus/windows-of-step.js';
import { readSignalsConfig } from '../src/signals-config/signals-config.js';

const query: PrometheusQuery = {
  name: 'http',
  metric: 'http.errors',
  service: { label: 'job' },
  environment: 'production',
  cohort: { version: 'version' },
  intervalSeconds: 10,
  total: 'x',
  latency: { buckets: 'y', sum: 'z', unit: 's' },
};
const end = new Date('2026-11-22T10:00:10Z');
const none = { total: [], bad: [], buckets: [], sum: [] };

describe('a step of a query', () => {
  const v2 = { job: 'checkout', version: 'v2' };

  it('is one window for each series that has a total', () => {
    const windows = windowsOfStep(query, end, {
      total: [
        { labels: v2, value: 40.2 },
        { labels: { job: 'checkout', version: 'v1' }, value: 400 },
      ],
      bad: [{ labels: v2, value: 3 }],
      buckets: [
        { labels: { ...v2, le: '0.1' }, value: 30 },
        { labels: { ...v2, le: '+Inf' }, value: 40.2 },
        { labels: { ...v2, le: '0.025' }, value: 10 },
      ],
      sum: [{ labels: v2, value: 2.5 }],
    });
    const about = {
      service: 'checkout',
      environment: 'production',
      metric: 'http.errors',
      source: '/prometheus/http',
      startMs: Date.parse('2026-11-22T10:00:00Z'),
      durationMs: 10_000,
    };
    expect(windows).toEqual([
      {
        ...about,
        cohort: 'version:v2',
        total: 40,
        bad: 3,
        latency: { count: 40, sumMs: 2_500, le: { '25': 10, '100': 30, '+Inf': 40 } },
      },
      { ...about, cohort: 'version:v1', total: 400, bad: 0 },
    ]);
  });

  it('without data is no window, and neither is a series that does not say its service', () => {
    expect(windowsOfStep(query, end, none)).toEqual([]);
    expect(windowsOfStep(query, end, { ...none, bad: [{ labels: v2, value: 3 }] })).toEqual([]);
    expect(windowsOfStep(query, end, { ...none, total: [{ labels: { version: 'v1' }, value: 3 }] })).toEqual(
      [],
    );
  });

  it('adds up series that are told apart by other labels', () => {
    const total = ['a', 'b'].map((instance) => ({ labels: { ...v2, instance }, value: 5.5 }));
    expect(windowsOfStep(query, end, { ...none, total })).toMatchObject([{ total: 11 }]);
  });
});

describe('the steps that are due', () => {
  const at = (seconds: number) => new Date(seconds * 1_000);

  it('come once each, in order, whenever one looks', () => {
    const looks = fc.array(fc.integer({ min: 0, max: 45_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.constantFrom(1_000, 10_000, 60_000), fc.nat(5_000), looks, (interval, delay, pauses) => {
        let now = 1_800_000_000_123;
        let done: Date | undefined;
        const ends: number[] = [];
        for (const pause of pauses) {
          now += pause;
          for (const step of dueSteps(interval, delay, done, new Date(now)).ends) {
            ends.push(step.getTime());
            done = step;
            expect(step.getTime() + delay).toBeLessThanOrEqual(now);
          }
        }
        expect(ends).toEqual(ends.map((_, n) => (ends[0] ?? 0) + n * interval));
        expect((ends[0] ?? 0) % interval).toBe(0);
      }),
    );
  });

  it('begin with the last one, and are given up when they are too old', () => {
    expect(dueSteps(10_000, 1_000, undefined, at(105)).ends).toEqual([at(100)]);
    expect(dueSteps(10_000, 1_000, at(100), at(110.5)).ends).toEqual([]);
    expect(dueSteps(10_000, 1_000, at(100), at(100_005)).ends).toHaveLength(61);
  });
});

describe('what has failed', () => {
  it('is left alone for longer each time, up to a minute', () => {
    let now = 0;
    const backoff = new Backoff(
      () => now,
      () => 1,
    );
    const pauses = Array.from({ length: 8 }, () => {
      backoff.failed('q');
      const begin = now;
      while (!backoff.isOver('q')) now += 500;
      return now - begin;
    });
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    backoff.succeeded('q');
    expect(backoff.isOver('q')).toBe(true);
  });
});

describe('the files of configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hormesis-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (content: unknown) => {
    const path = join(folder, 'config.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const prometheus = (content: unknown) => () =>
    readPrometheusConfig({ HORMESIS_PROMETHEUS_FILE: file(content) });
  const signals = (content: unknown) => () => readSignalsConfig({ HORMESIS_SIGNALS_FILE: file(content) });
  const { name: _, ...bare } = query;

  /** The first file of JSON that a guide shows. */
  const shownIn = (guide: string) => {
    const text = readFileSync(new URL(`../../../docs/how-to/${guide}.md`, import.meta.url), 'utf8');
    return /^```json\n(.*?)^```/ms.exec(text)?.[1] ?? '';
  };

  it('are right as the guides show them', () => {
    expect(prometheus(shownIn('read-prometheus'))()?.queries).toHaveLength(1);
    expect(signals(shownIn('send-metrics-by-otlp'))().rules.slice(0, 3)).toMatchObject([
      { signal: 'orders', counts: 'requests', toMs: 1 },
      { signal: 'mails', counts: 'requests' },
      { signal: 'mails', counts: 'bad' },
    ]);
  });

  it('need not be there', () => {
    expect(readPrometheusConfig({})).toBeUndefined();
    expect(readSignalsConfig({})).toMatchObject({ environment: 'production', cohort: ['version', 'flag'] });
  });

  it('are read', () => {
    expect(prometheus({ url: 'http://prometheus:9090', queries: [bare] })()).toMatchObject({
      timeoutMs: 5_000,
      queries: [{ name: 'http.errors', intervalSeconds: 10 }],
    });
    const { rules } = signals({ metrics: [{ metric: 'http.server.request.duration', signal: 'web' }] })();
    expect(rules.filter(({ metric }) => metric === 'http.server.request.duration')).toEqual([
      { metric: 'http.server.request.duration', signal: 'web', counts: 'requests', bad: [] },
    ]);
  });

  it.each([
    ['no JSON', prometheus('{'), /HORMESIS_PROMETHEUS_FILE: .* cannot be read as JSON/],
    ['no queries', prometheus({ url: 'http://p:9090', queries: [] }), /queries: /],
    ['another address', prometheus({ url: 'ftp://p', queries: [bare] }), /url: /],
    [
      'a name twice',
      prometheus({ url: 'http://p', queries: [bare, bare] }),
      /two queries have the name http.errors/,
    ],
    ['a word that nobody knows', signals({ cohorts: [] }), /HORMESIS_SIGNALS_FILE: .*cohorts/],
    ['another cohort', signals({ cohort: ['colour'] }), /cohort.0: /],
  ])('are refused with what is wrong in them: %s', (_what, read, message) => {
    expect(read).toThrow(message);
  });
});
