import { reportSummary } from '@hormesis/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  readCounts,
  readModels,
  readReports,
  readSignalWindows,
  readTimeline,
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

  it('counts what there is', async () => {
    await test.given(...badDeployment());
    expect(await readCounts(test.database)).toEqual({
      counts: { services: 1, deployments: 1, incidents: 1, openIncidents: 0, proposals: 1, flags: 0 },
      lastEventAt: at(14),
    });
  });
});
