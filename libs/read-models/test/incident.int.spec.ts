import { incidentDetail, incidentSummary } from '@hormesis/api';
import type { Event } from '@hormesis/events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readIncident, readIncidents, readModels } from '../src/index.js';
import { at, event, type ReadModelsUnderTest, startReadModels } from './given-events.js';
import { badDeployment } from './stories.js';

const none = { change: null, probability: 0.7, evidence: [] };

let test: ReadModelsUnderTest;
beforeAll(async () => {
  test = await startReadModels(readModels);
});
afterAll(() => test.drop());
beforeEach(() => test.clear());

describe('incidents', () => {
  it('tell what became of them, in every order', async () => {
    await test.inEveryOrder(badDeployment, () => readIncident(test.database, 'inc-7f3a'));
    const found = incidentDetail.strict().parse(await readIncident(test.database, 'inc-7f3a'));
    expect(found).toMatchObject({
      phase: 'resolved',
      severity: 'critical',
      service: 'checkout',
      environment: 'production',
      title: 'checkout answers 12 % of requests with an error',
      onset: '2026-11-23T09:00:01.500Z',
      detectedAt: at(3),
      acknowledgedAt: at(6),
      acknowledgedBy: 'ana',
      mitigatedAt: at(8),
      resolvedAt: at(11),
      resolution: 'rolled back',
      attributedTo: { probability: 0.94, change: { eventId: 'deploy-checkout-v413-1' } },
      attributionMethod: 'time-and-closeness',
      actions: [
        { id: 'action-1', state: 'completed', requestedAt: at(5), finishedAt: at(7), durationMs: 841.4 },
      ],
      anomalies: ['anomaly-1'],
      proposals: ['proposal-1'],
    });
    expect(found.candidates).toHaveLength(2);
  });

  it('keep what they were attributed to when a second anomaly is ranked', async () => {
    const story = badDeployment();
    const ranking = story.find(({ name }) => name === 'attribution.ranked');
    const data = { ...(ranking?.data as object), anomaly: 'anomaly-2', candidates: [none] };
    const second = { ...ranking, id: 'ranked-2', time: at(8), data } as Event;
    await test.inEveryOrder(
      () => [...story, second],
      () => readIncident(test.database, 'inc-7f3a'),
    );
    expect(await readIncident(test.database, 'inc-7f3a')).toMatchObject({
      attributedTo: { probability: 0.94, change: { eventId: 'deploy-checkout-v413-1' } },
      candidates: { length: 2 },
      anomalies: ['anomaly-1', 'anomaly-2'],
    });
  });

  it('are listed with what a list needs, and open again when reopened', async () => {
    const reopened = event(20, { name: 'incident.reopened', subject: 'inc-7f3a', data: {} });
    await test.given(...badDeployment(), reopened);
    const { items } = await readIncidents(test.database, { phase: 'open', service: 'checkout' });
    expect(items.map((item) => incidentSummary.strict().parse(item))).toMatchObject([
      { id: 'inc-7f3a', phase: 'open', resolvedAt: null },
    ]);
    expect((await readIncidents(test.database, { phase: 'resolved' })).items).toEqual([]);
  });

  it('are not shown before the event that opened them', async () => {
    await test.given(...badDeployment().filter(({ name }) => name !== 'incident.detected'));
    expect((await readIncidents(test.database)).items).toEqual([]);
    expect(await readIncident(test.database, 'inc-7f3a')).toBeUndefined();
  });
});
