import { keyOf, stateEvent, topicOf } from '@hormesis/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anomaly, eventually, startGuardian, upgraded } from './start-guardian.js';

describe('ranking an incident again', () => {
  let guardian: Awaited<ReturnType<typeof startGuardian>>;
  beforeAll(async () => {
    guardian = await startGuardian();
  });
  afterAll(() => guardian.stop());

  const incident = async (service: string): Promise<string> => {
    await eventually(() => guardian.names(service)).toContain('attribution.ranked');
    const ranked = (await guardian.story(service)).find(({ name }) => name === 'attribution.ranked');
    return ranked?.subject ?? '';
  };

  /** It happened before, and becomes known only now. */
  const tellLate = async (statement: ReturnType<typeof upgraded>, ms: number) => {
    const time = new Date(Date.now() - ms).toISOString();
    const stated = stateEvent(statement, { source: '/emitter', time });
    const event = { ...stated, recordedTime: new Date().toISOString() };
    await guardian.log.append(topicOf(event), [{ key: keyOf(event), event }]);
  };

  it('goes by what was known then, takes the place of the ranking before, and says what is different', async () => {
    const change = await guardian.emit(upgraded('checkout', 'v2', 'v1'));
    await guardian.emit(anomaly('anm-1', 'checkout'));
    const id = await incident('checkout');
    await tellLate(upgraded('checkout', 'v3', 'v2'), 1_000);

    const { status, body } = await guardian.call('POST', `/api/incidents/${id}/attribution`, {});

    expect(status, JSON.stringify(body)).toBe(202);
    expect(body).toMatchObject({ method: 'posterior/2', difference: [] });
    expect(body.candidates).toMatchObject([{ change: { eventId: change.id } }, { change: null }]);
    const rankings = (await guardian.story('checkout')).filter(({ name }) => name === 'attribution.ranked');
    expect(rankings).toHaveLength(2);
    expect(rankings[1]?.data).toMatchObject({ supersedes: rankings[0]?.id, anomaly: 'anm-1' });
    expect(body.supersedes).toBe(rankings[0]?.id);
  });

  it('does so again and again, each in place of the one before', async () => {
    const id = await incident('checkout');
    const before = (await guardian.story('checkout')).findLast(({ name }) => name === 'attribution.ranked');
    const { body } = await guardian.call('POST', `/api/incidents/${id}/attribution`, {});
    expect(body.supersedes).toBe(before?.id);
  });

  it('trusts a change that the anomaly names, with the evidence of its users', async () => {
    const named = await guardian.emit(
      upgraded('basket', 'v2', 'v1'),
      new Date(Date.now() - 1_800_000).toISOString(),
    );
    const found = anomaly('anm-2', 'basket');
    const evidence = {
      logEvidence: 11.5,
      exposedBad: 50,
      exposedTotal: 500,
      controlBad: 5,
      controlTotal: 500,
    };
    await guardian.emit({ ...found, data: { ...found.data, change: { id: named.id }, evidence } });
    await incident('basket');
    const ranking = (await guardian.story('basket')).find(({ name }) => name === 'attribution.ranked');
    expect(ranking?.data).toMatchObject({
      candidates: expect.arrayContaining([
        expect.objectContaining({ terms: expect.objectContaining({ stated: 6 }) }),
      ]),
      causes: [named.id],
    });
  });

  it('says that an incident is not known', async () => {
    const { status, body } = await guardian.call('POST', '/api/incidents/inc-nobody/attribution', {});
    expect(status).toBe(404);
    expect(body.code).toBe('no-attribution');
  });
});
