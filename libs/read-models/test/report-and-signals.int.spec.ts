import { reportSummary } from '@hormesis/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  readCallGraph,
  readCohortCounts,
  readCounts,
  readModels,
  readReports,
  readSignalWindows,
  readTimeline,
  readWindowCounts,
  signalReadModels,
} from '../src/index.js';
import { at, event, type ReadModelsUnderTest, startReadModels } from './given-events.js';
import { badDeployment } from './stories.js';

const production = { id: 'production' };

let test: ReadModelsUnderTest;
beforeAll(async () => {
  test = await startReadModels([...readModels, ...signalReadModels]);
});
afterAll(() => test.drop());
beforeEach(() => test.clear());

describe('reports and signals', () => {
  const published = (second: number, digest: string) =>
    event(second, {
      name: 'postmortem.published',
      subject: '2026-W47',
      data: { week: '2026-W47', from: at(0), to: at(59), incidents: 2, digest, positions: {} },
    });

  it('shows the last publication of a week, in every order', async () => {
    await test.inEveryOrder(
      () => [published(1, 'first'), published(2, 'second')],
      () => readReports(test.database),
    );
    const { items } = await readReports(test.database);
    expect(items.map((item) => reportSummary.strict().parse(item))).toMatchObject([
      { week: '2026-W47', digest: 'second', publishedAt: at(2) },
    ]);
  });

  it('keeps each measured window once', async () => {
    const window = (second: number, bad: number) =>
      event(second + 10, {
        name: 'signal.measured',
        subject: 'checkout',
        data: {
          service: { id: 'checkout' },
          environment: production,
          metric: 'http.errors',
          cohort: 'all',
          start: at(second),
          durationMs: 10_000,
          total: 500,
          bad,
          latencyMs: { p50: 12, p95: 80, p99: 140.5 },
        },
      });
    await test.given(window(0, 3), window(10, 70), window(10, 71));
    const asked = { service: 'checkout', environment: 'production', from: at(0), to: at(60) };
    expect(await readSignalWindows(test.database, asked)).toMatchObject([
      { start: at(0), total: 500, bad: 3, latencyMs: { p99: 140.5 } },
      { start: at(10), bad: 71 },
    ]);
    expect((await readTimeline(test.database)).items).toEqual([]);
  });

  it('keeps the latency of a window as it was measured', async () => {
    const latency = { count: 40, sumMs: 2_600.5, le: { '50': 12, '100': 38, '+Inf': 40 } };
    const window = event(10, {
      name: 'signal.measured',
      subject: 'checkout',
      data: {
        service: { id: 'checkout' },
        environment: production,
        metric: 'http.errors',
        cohort: 'version:v413',
        start: at(0),
        durationMs: 10_000,
        total: 40,
        bad: 0,
        latency,
      },
    });
    await test.given(window);
    const asked = { service: 'checkout', environment: 'production', from: at(0), to: at(60) };
    expect(await readSignalWindows(test.database, asked)).toMatchObject([
      { cohort: 'version:v413', latency, latencyMs: null },
    ]);
  });

  it('adds up what each cohort counted in ten seconds, but for all, and what all counted in a window', async () => {
    const window = (second: number, cohort: string, bad: number) =>
      event(50, {
        name: 'signal.measured',
        subject: 'checkout',
        data: {
          service: { id: 'checkout' },
          environment: production,
          metric: 'http.errors',
          cohort,
          start: at(second),
          durationMs: 1_000,
          total: 40,
          bad,
        },
      });
    await test.given(
      ...[window(1, 'control', 1), window(2, 'control', 2), window(12, 'control', 4)],
      ...[window(1, 'change-1', 20), window(1, 'all', 21)],
    );
    const asked = { service: 'checkout', environment: 'production', metric: 'http.errors' };
    const counts = await readCohortCounts(test.database, { ...asked, from: at(0), to: at(60) });
    expect(counts).toMatchObject([
      { cohort: 'change-1', total: 40, bad: 20 },
      { cohort: 'control', total: 80, bad: 3 },
      { cohort: 'control', total: 40, bad: 4 },
    ]);
    expect(counts.map(({ end }) => Date.parse(end))).toEqual([at(10), at(10), at(20)].map(Date.parse));
    expect(await readCohortCounts(test.database, { ...asked, from: at(30), to: at(60) })).toEqual([]);
    expect(await readWindowCounts(test.database, { ...asked, from: at(0), to: at(3) })).toMatchObject([
      { durationMs: 1_000, total: 80, bad: 21, whole: false },
      { durationMs: 1_000, total: 40, bad: 21, whole: true },
      { durationMs: 1_000, total: 40, bad: 2, whole: false },
    ]);
  });

  it('keeps who calls whom, with when it was stated last', async () => {
    const edge = (second: number, from: string, to: string, environment = 'production') =>
      event(second, {
        name: 'dependency.observed',
        subject: `${from}/${to}`,
        data: { service: { id: from }, environment: { id: environment }, callee: { id: to } },
      });
    await test.given(
      edge(5, 'checkout', 'payments'),
      edge(1, 'checkout', 'payments'),
      edge(2, 'web', 'checkout'),
      edge(3, 'web', 'search', 'staging'),
    );
    expect(await readCallGraph(test.database, 'production')).toEqual([
      { from: 'checkout', to: 'payments', seenAt: at(5) },
      { from: 'web', to: 'checkout', seenAt: at(2) },
    ]);
    expect(await readCallGraph(test.database, 'production', { seenAfter: at(3) })).toHaveLength(1);
    expect((await readTimeline(test.database)).items).toEqual([]);
  });

  it('counts what there is', async () => {
    await test.given(...badDeployment());
    expect(await readCounts(test.database)).toEqual({
      counts: { services: 1, deployments: 1, incidents: 1, openIncidents: 0, proposals: 1, flags: 0 },
      lastEventAt: at(14),
    });
  });
});
