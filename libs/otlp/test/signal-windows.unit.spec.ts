import { describe, expect, it } from 'vitest';
import { request, type SentPoint, signals } from './sent-metrics.js';

const ok = { 'http.response.status_code': 200 };
const failed = { 'http.response.status_code': 503 };
const delta = (...points: SentPoint[]) => request({ temporality: 'delta', points });
const cumulative = (...points: SentPoint[]) => request({ temporality: 'cumulative', points });

describe('delta points', () => {
  it('of one export are one window: all requests, the bad ones, and how long they took', () => {
    const { windows, used, rejected } = signals().take(
      delta(
        { start: 100, end: 110, buckets: [8, 1, 0], sum: 0.9, attributes: { ...ok, 'http.route': '/pay' } },
        { start: 100, end: 110, buckets: [0, 0, 3], sum: 9, attributes: failed },
        { start: 100, end: 110, buckets: [1, 0, 0], sum: 0.05, attributes: { 'error.type': 'timeout' } },
      ),
    );
    expect({ used, rejected }).toEqual({ used: 3, rejected: 0 });
    expect(windows).toEqual([
      {
        service: 'checkout',
        environment: 'production',
        metric: 'http.errors',
        cohort: 'version:v1',
        source: '/otlp/checkout/pod-1',
        startMs: 100_000,
        durationMs: 10_000,
        total: 13,
        bad: 4,
        latency: { count: 13, sumMs: 9_950, le: { '100': 9, '1000': 10, '+Inf': 13 } },
      },
    ]);
  });

  it('of several versions and processes are windows of their own', () => {
    const points = [{ start: 100, end: 110, buckets: [1, 0, 0], sum: 0.1 }] as const;
    const { windows } = signals().take(
      request({ points }, { version: 'v2', points }, { version: 'v2', instance: 'pod 2', points }),
    );
    expect(windows.map(({ cohort, source }) => [cohort, source])).toEqual([
      ['version:v1', '/otlp/checkout/pod-1'],
      ['version:v2', '/otlp/checkout/pod-1'],
      ['version:v2', '/otlp/checkout/pod%202'],
    ]);
  });

  it('tell users of a flag apart where they name it', () => {
    const flag = { 'feature_flag.key': 'new-basket', 'feature_flag.result.variant': 'on' };
    const { windows } = signals().take(
      delta(
        { start: 1, end: 6, buckets: [1, 0, 0], attributes: { ...ok, ...flag } },
        { start: 1, end: 6, buckets: [5, 0, 0], attributes: ok },
      ),
    );
    expect(windows.map(({ cohort, total }) => [cohort, total])).toEqual([
      ['version:v1+flag:new-basket=on', 1],
      ['version:v1', 5],
    ]);
  });

  it.each([
    ['is a second long at least', 9.8, 10, 9_000, 1_000],
    ['is a minute long at most, though its timer was late', 9, 70.4, 10_400, 60_000],
  ])('a window %s', (_what, start, end, startMs, durationMs) => {
    const { windows } = signals().take(delta({ start, end, buckets: [1, 0, 0] }));
    expect(windows).toMatchObject([{ startMs, durationMs }]);
  });

  it('over more than a minute are rejected, with what to do', () => {
    expect(signals().take(delta({ start: 10, end: 310, buckets: [1, 0, 0] }))).toMatchObject({
      windows: [],
      rejected: 1,
      reasons: ['http.server.request.duration counts 300 s in one: send it at least once a minute'],
    });
  });
});

describe('cumulative points', () => {
  it('count what was added since the last', () => {
    const taken = signals({ openedMs: 50_000 });
    const at = (end: number, fine: number, bad: number) =>
      taken.take(
        cumulative(
          { start: 10, end, buckets: [fine, 0, 0], sum: fine / 20, attributes: ok },
          { start: 10, end, buckets: [0, 0, bad], sum: bad * 2, attributes: failed },
        ),
      ).windows;
    expect(at(60, 500, 2)).toEqual([]);
    expect(at(70, 540, 5)).toMatchObject([
      { startMs: 60_000, durationMs: 10_000, total: 43, bad: 3, latency: { count: 43, sumMs: 8_000 } },
    ]);
    expect(at(80, 540, 5)).toMatchObject([{ startMs: 70_000, total: 0, bad: 0 }]);
  });

  it('of a process that began since then count from its beginning', () => {
    const taken = signals({ openedMs: 50_000 });
    expect(taken.take(cumulative({ start: 55, end: 60, buckets: [7, 0, 0] })).windows).toMatchObject([
      { startMs: 55_000, durationMs: 5_000, total: 7 },
    ]);
    const restarted = taken.take(cumulative({ start: 63, end: 70, buckets: [2, 0, 0] })).windows;
    expect(restarted).toMatchObject([{ startMs: 60_000, total: 2 }]);
  });

  it('with new attributes count from the read before', () => {
    const taken = signals();
    taken.take(cumulative({ start: 10, end: 60, buckets: [7, 0, 0], attributes: ok }));
    const { windows } = taken.take(
      cumulative(
        { start: 10, end: 70, buckets: [9, 0, 0], attributes: ok },
        { start: 10, end: 70, buckets: [0, 0, 4], attributes: failed },
      ),
    );
    expect(windows).toMatchObject([{ startMs: 60_000, durationMs: 10_000, total: 6, bad: 4 }]);
  });

  it('that fall without a new beginning, or come out of order, count nothing', () => {
    const taken = signals();
    const at = (end: number, count: number) =>
      taken.take(cumulative({ start: 10, end, buckets: [count, 0, 0] })).windows;
    at(20, 5);
    expect(at(30, 3)).toEqual([]);
    expect(at(25, 9)).toEqual([]);
    expect(at(40, 4)).toMatchObject([{ total: 1 }]);
  });

  it('of two processes that do not name themselves are not mixed up', () => {
    const taken = signals();
    const nameless = (start: number, end: number, count: number) =>
      taken.take(
        request({
          resource: { 'service.instance.id': '' },
          temporality: 'cumulative',
          points: [{ start, end, buckets: [count, 0, 0] }],
        }),
      ).windows[0]?.total;
    nameless(10, 20, 100);
    nameless(11, 21, 5_000);
    expect([nameless(10, 30, 110), nameless(11, 31, 5_001)]).toEqual([10, 1]);
  });

  it('that could not be kept count again when they are sent again', () => {
    const taken = signals();
    const send = () => taken.take(cumulative({ start: 10, end: 70, buckets: [9, 0, 0] }));
    taken.take(cumulative({ start: 10, end: 60, buckets: [7, 0, 0] }));
    const first = send();
    first.undo();
    expect(send().windows).toEqual(first.windows);
    expect(first.windows).toMatchObject([{ startMs: 60_000, total: 2 }]);
  });

  it('of too many series: those that were seen last are remembered', () => {
    const taken = signals({ openedMs: 1_000_000, maxSeries: 2 });
    const at = (end: number, route: string) =>
      taken.take(cumulative({ start: 10, end, buckets: [end, 0, 0], attributes: { 'http.route': route } }))
        .windows;
    at(20, '/a');
    at(20, '/b');
    at(20, '/c');
    expect(at(30, '/c')).toMatchObject([{ total: 10 }]);
    expect(at(30, '/a')).toEqual([]);
  });
});

describe('what cannot be used', () => {
  const point = { start: 1, end: 6, value: 3 };
  const http = 'http.server.request.duration';

  it.each([
    ['a gauge', { kind: 'gauge', points: [point] }, `${http} is no sum and no histogram`],
    [
      'a sum that can fall',
      { kind: 'sum', monotonic: false, points: [point] },
      `${http} is a sum that can fall`,
    ],
    [
      'no service',
      { resource: { 'service.name': 'unknown_service:node' }, points: [point] },
      'service.name is missing: set OTEL_SERVICE_NAME',
    ],
  ] as const)('%s is rejected, and the reason said', (_what, sent, reason) => {
    expect(signals().take(request(sent))).toMatchObject({ windows: [], rejected: 1, reasons: [reason] });
  });

  it('is not rejected where no rule is for it', () => {
    const taken = signals().take(request({ metric: 'process.memory.usage', kind: 'gauge', points: [point] }));
    expect(taken).toMatchObject({ windows: [], used: 0, rejected: 0 });
  });

  it('the same requests under an older name count once', () => {
    const points = [{ start: 1, end: 6, buckets: [4, 0, 0] }] as const;
    const both = signals().take(request({ metric: 'http.server.duration', unit: 'ms', points }, { points }));
    expect(both.windows.map(({ total }) => total)).toEqual([4]);
  });
});

describe('rules of one’s own', () => {
  it('make a signal of two counters', () => {
    const orders = signals({
      rules: [
        { metric: 'orders.placed', signal: 'orders', counts: 'requests', bad: [] },
        { metric: 'orders.lost', signal: 'orders', counts: 'bad', bad: [] },
      ],
    });
    const counter = (metric: string, value: number) =>
      ({ metric, kind: 'sum', unit: '{order}', points: [{ start: 1, end: 6, value }] }) as const;
    const { windows } = orders.take(request(counter('orders.placed', 30), counter('orders.lost', 4)));
    expect(windows).toMatchObject([{ metric: 'orders', total: 30, bad: 4 }]);
    expect(windows[0]?.latency).toBeUndefined();
  });
});
