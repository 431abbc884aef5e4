import { timelineEntry } from '@hormesis/api';
import type { Event } from '@hormesis/events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readEvents, readModels, readTimeline } from '../src/index.js';
import { at, event, type ReadModelsUnderTest, startReadModels, withoutPosition } from './given-events.js';
import { badDeployment, deployed } from './stories.js';

let test: ReadModelsUnderTest;
beforeAll(async () => {
  test = await startReadModels(readModels);
});
afterAll(() => test.drop());
beforeEach(() => test.clear());

describe('timeline', () => {
  it('tells the story of an incident in plain sentences', async () => {
    await test.given(deployed(0, 'search', 'v7'), ...badDeployment());
    const { items } = await readTimeline(test.database, { incident: 'inc-7f3a', story: true });
    expect(items.map((item) => timelineEntry.strict().parse(item).title).reverse()).toEqual([
      'checkout v413 deployed to production by agent shipper for ana',
      'incident of checkout opened in production: checkout answers 12 % of requests with an error',
      'attributed to checkout v413 deployed to production (94 %)',
      'rolling checkout back to v412 in production requested: it is the likely cause',
      'incident inc-7f3a acknowledged by ana',
      'rolling checkout back to v412 in production done in 841 ms',
      'incident of checkout mitigated',
      'checkout rolled back to v412 in production',
      'incident of checkout resolved',
      'alert proposed: Alert on errors of checkout',
      'proposal proposal-1 accepted by ana',
    ]);
  });

  it('gives each event its incident, though not every event knows it; in every order', async () => {
    const read = async () => (await readTimeline(test.database)).items.map(withoutPosition);
    await test.inEveryOrder(() => [deployed(0, 'search', 'v7'), ...badDeployment()], read);
    const { items } = await readTimeline(test.database);
    expect(items).toHaveLength(15);
    const incidents = Object.groupBy(items, ({ incident }) => incident ?? 'none');
    expect(incidents.none).toMatchObject([{ name: 'service.deployed', lane: 'search' }]);
    expect(incidents['inc-7f3a']).toHaveLength(14);
  });

  it('takes no anomaly of another service for an incident’s, though it has the same id', async () => {
    const search = { service: { id: 'search' }, environment: { id: 'production' } };
    const elsewhere = event(10, { name: 'anomaly.cleared', subject: 'anomaly-1', data: search });
    await test.given(...badDeployment(), elsewhere);
    const events = await readEvents(test.database, { incident: 'inc-7f3a' });
    expect(events.map(({ id }) => id)).not.toContain(elsewhere.id);
    const [entry] = (await readTimeline(test.database, { service: 'search' })).items;
    expect(entry).toMatchObject({ name: 'anomaly.cleared', incident: null });
  });

  it('leaves an anomaly to its own incident when a later one has an anomaly of the same id', async () => {
    const story = badDeployment();
    const anomalyEvent = story.find(({ name }) => name === 'anomaly.detected');
    const first = story.map((one) =>
      one.name === 'incident.detected' ? { ...one, causationId: anomalyEvent?.id ?? '' } : one,
    );
    const later = first.map((one) => laterOn(one, 100));
    await test.inEveryOrder(
      () => [...first, ...later],
      async () => (await readTimeline(test.database)).items.map(withoutPosition),
    );
    const anomaly = (one: Event) => one.name.startsWith('anomaly.');
    expect((await readEvents(test.database, { incident: 'inc-7f3a' })).filter(anomaly)).toEqual(
      first.filter(anomaly),
    );
    expect((await readEvents(test.database, { incident: 'inc-later' })).filter(anomaly)).toEqual(
      later.filter(anomaly),
    );
    const { items } = await readTimeline(test.database, { kind: 'anomaly' });
    expect(items.map(({ incident }) => incident)).toEqual(['inc-later', 'inc-later', 'inc-7f3a', 'inc-7f3a']);
  });

  it('keeps events of types that nobody knows, and no signal windows', async () => {
    const unknown: Event = {
      name: 'dev.cdeventsx.acme-cake.baked.1.0.0',
      type: 'dev.cdeventsx.acme-cake.baked.1.0.0',
      id: 'cake',
      source: '/acme',
      subject: 'cake-1',
      time: at(1),
      data: { layers: 3 },
    };
    await test.given(unknown);
    expect((await readTimeline(test.database)).items).toMatchObject([
      {
        subject: 'cake-1',
        kind: 'other',
        lane: 'other',
        story: false,
        outcome: 'neutral',
        data: { layers: 3 },
      },
    ]);
  });

  it('can be asked for a time, a service and a kind, page by page', async () => {
    await test.given(deployed(0, 'search', 'v7'), ...badDeployment());
    const window = { from: at(2), to: at(5) };
    expect((await readTimeline(test.database, window)).items.map(({ name }) => name)).toEqual([
      'attribution.ranked',
      'incident.detected',
      'anomaly.detected',
    ]);
    expect((await readTimeline(test.database, { service: 'search' })).items).toHaveLength(1);
    expect((await readTimeline(test.database, { kind: 'rollback' })).items).toHaveLength(1);
    const first = await readTimeline(test.database, { incident: 'inc-7f3a', limit: 10 });
    const second = await readTimeline(test.database, {
      incident: 'inc-7f3a',
      limit: 10,
      cursor: first.next!,
    });
    expect(first.items).toHaveLength(10);
    expect(second).toMatchObject({ next: null, items: { length: 4 } });
  });

  it('gives back whole events, oldest first', async () => {
    const story = badDeployment();
    await test.given(deployed(0, 'search', 'v7'), ...story);
    expect(await readEvents(test.database, { incident: 'inc-7f3a' })).toEqual(story);
    expect(await readEvents(test.database, { from: at(2), to: at(3) })).toEqual([story[1]]);
  });
});

/** The same event of another incident, with the ids of the first but for the incident’s and its actions’. */
function laterOn(one: Event, seconds: number): Event {
  const time = new Date(Date.parse(one.time) + seconds * 1000).toISOString();
  const because = one.causationId === undefined ? {} : { causationId: `later-${one.causationId}` };
  const text = JSON.stringify({ ...one, ...because, id: `later-${one.id}`, time });
  return JSON.parse(
    text
      .replaceAll('inc-7f3a', 'inc-later')
      .replaceAll('action-1', 'action-2')
      .replaceAll('proposal-', 'later-'),
  );
}
