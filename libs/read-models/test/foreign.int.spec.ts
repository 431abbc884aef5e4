import {
  readFlag,
  readFlags,
  readIncidents,
  readModels,
  readProposals,
  readTimeline,
} from '@hormesis/read-models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { event, type ReadModelsUnderTest, startReadModels } from './given-events.js';

let models: ReadModelsUnderTest;
beforeAll(async () => {
  models = await startReadModels(readModels);
});
afterAll(() => models.drop());

const place = { service: { id: 'checkout' }, environment: { id: 'production' } };
const definition = { state: 'ENABLED' as const, variants: { on: true, off: false }, defaultVariant: 'on' };

describe('what others say of things that this system decides', () => {
  it('stands on the timeline, and makes no incident and no proposal', async () => {
    const from = { source: '/pager' };
    await models.given(
      event(1, { name: 'incident.detected', subject: 'P-1', data: place }, from),
      event(
        2,
        { name: 'proposal.accepted', subject: 'pro-1', data: { service: place.service, incident: 'P-1' } },
        from,
      ),
    );
    expect((await readIncidents(models.database)).items).toEqual([]);
    expect((await readProposals(models.database)).items).toEqual([]);
    expect((await readTimeline(models.database)).items).toHaveLength(2);
  });

  it('never changes a built-in flag, whatever its key', async () => {
    await models.given(
      event(
        1,
        { name: 'featureflag.defined', subject: 'pay', data: { ...place, definition } },
        { source: '/hormesis/flags' },
      ),
      event(
        2,
        { name: 'featureflag.flipped', subject: 'pay', data: { state: 'DISABLED' } },
        { source: '/vendor' },
      ),
      event(
        3,
        { name: 'featureflag.flipped', subject: 'theirs', data: { state: 'DISABLED' } },
        { source: '/vendor' },
      ),
    );
    expect(await readFlag(models.database, 'pay')).toMatchObject({ state: 'ENABLED' });
    const { items } = await readFlags(models.database);
    expect(items.map(({ key, state }) => [key, state])).toEqual([
      ['theirs', 'DISABLED'],
      ['pay', 'ENABLED'],
    ]);
  });
});
