import { type Event, isEvent } from '@hormesis/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anomaly, cleared, eventually, quiet, startGuardian, upgraded } from './start-guardian.js';

let guardian: Awaited<ReturnType<typeof startGuardian>>;

beforeAll(async () => {
  guardian = await startGuardian({ HORMESIS_DEFAULT_POLICY: 'rollback' });
});
afterAll(() => guardian.stop());

const named = (events: readonly Event[], name: string) => events.find((event) => event.name === name);

describe('where policy is to act', () => {
  it('turns the bad flag off and resolves the incident when the anomaly clears; each event names its cause', async () => {
    const { emit, names, story, isOn, defineFlag } = guardian;
    await defineFlag('new-cart', 'checkout');
    const detected = await emit(anomaly('anm-1', 'checkout'));
    await eventually(() => isOn('new-cart')).toBe(false);
    await eventually(() => names('checkout')).toContain('incident.mitigated');
    const cleared1 = await emit(cleared('anm-1', 'checkout'));
    await eventually(() => names('checkout')).toContain('incident.resolved');

    const events = await story('checkout');
    expect(events.map(({ name }) => name).sort()).toEqual([
      'action.completed',
      'action.judged',
      'action.requested',
      'anomaly.cleared',
      'anomaly.detected',
      'attribution.ranked',
      'featureflag.defined',
      'featureflag.flipped',
      'incident.detected',
      'incident.mitigated',
      'incident.recovered',
      'incident.resolved',
    ]);
    const incident = named(events, 'incident.detected')?.subject;
    const requested = named(events, 'action.requested');
    const causes = Object.fromEntries(events.map((event) => [event.name, event.causationId]));
    expect(causes).toMatchObject({
      'incident.detected': detected.id,
      'attribution.ranked': detected.id,
      'action.requested': detected.id,
      'featureflag.flipped': requested?.id,
      'action.completed': requested?.id,
      'incident.mitigated': requested?.id,
      'incident.recovered': cleared1.id,
      'action.judged': cleared1.id,
      'incident.resolved': cleared1.id,
    });
    for (const event of events.filter(({ source }) => source === '/hormesis/guardian')) {
      expect(event).toMatchObject({ correlationId: incident, actor: { kind: 'system', id: 'guardian' } });
    }
    expect(named(events, 'featureflag.flipped')?.data).toMatchObject({
      state: 'DISABLED',
      action: requested?.subject,
      reason: expect.stringContaining('flag new-cart defined, on began'),
    });
  });

  it('opens an incident but touches nothing when no change is near', async () => {
    const { emit, names, story } = guardian;
    await emit(anomaly('anm-2', 'mail'));
    await eventually(() => names('mail')).toEqual([
      'anomaly.detected',
      'attribution.ranked',
      'incident.detected',
    ]);
    const ranked = (await story('mail')).find((event) => isEvent(event, 'attribution.ranked'));
    expect(ranked?.data.candidates[0]).toMatchObject({ change: null });
  });

  it('leaves flags alone that nobody has anything by', async () => {
    const { emit, names, story, defineFlag, ramp, isOn } = guardian;
    await defineFlag('harmless', 'reviews', { defaultVariant: 'off' });
    await defineFlag('dark', 'reviews', { state: 'DISABLED', defaultVariant: 'off' });
    await ramp('dark', 100);
    await emit(anomaly('anm-reviews', 'reviews'));
    await eventually(() => names('reviews')).toContain('attribution.ranked');
    await quiet();
    const ranked = (await story('reviews')).find((event) => isEvent(event, 'attribution.ranked'));
    const suspects = ranked?.data.candidates.map(({ change }) => change?.subject);
    expect(suspects?.[0]).toBeUndefined();
    expect(suspects).not.toContain('harmless');
    expect(suspects).not.toContain('dark');
    expect(await names('reviews')).not.toContain('action.requested');
    expect(await isOn('harmless')).toBe(true);
  });

  it('recommends when two changes are equally likely', async () => {
    const { emit, names } = guardian;
    const now = new Date(Date.now() - 10_000).toISOString();
    await emit(upgraded('search', 'v2', 'v1'), now);
    await guardian.defineFlag('fuzzy', 'search');
    await emit(anomaly('anm-3', 'search'));
    await eventually(() => names('search')).toContain('action.recommended');
    await quiet();
    expect(await guardian.isOn('fuzzy')).toBe(true);
  });

  it('lets another anomaly of the place join, and ends the incident when both have cleared', async () => {
    const { emit, names, story, defineFlag } = guardian;
    await defineFlag('fast-pay', 'payments');
    await emit(anomaly('anm-4', 'payments'));
    await eventually(() => names('payments')).toContain('incident.mitigated');
    await emit(anomaly('anm-5', 'payments'));
    const rankings = async () =>
      (await names('payments')).filter((name) => name === 'attribution.ranked').length;
    await eventually(rankings).toBe(2);
    await emit(cleared('anm-4', 'payments'));
    await quiet();
    expect(await names('payments')).not.toContain('incident.resolved');
    await emit(cleared('anm-5', 'payments'));
    await eventually(() => names('payments')).toContain('incident.resolved');
    const events = await story('payments');
    expect(events.filter(({ name }) => name === 'incident.detected')).toHaveLength(1);
    expect(events.filter(({ name }) => name === 'action.requested')).toHaveLength(1);
    expect(named(events, 'incident.resolved')?.data).toMatchObject({
      resolution: 'All 2 anomalies cleared.',
    });
  });

  it('reopens the incident of an anomaly that comes back, and does not hear a repeated one', async () => {
    const { emit, names } = guardian;
    await emit(anomaly('anm-6', 'stock'));
    await emit(anomaly('anm-6', 'stock'));
    await emit(cleared('anm-6', 'stock'));
    await eventually(() => names('stock')).toContain('incident.resolved');
    expect((await names('stock')).filter((name) => name === 'attribution.ranked')).toHaveLength(1);
    await emit(anomaly('anm-6', 'stock'));
    await eventually(() => names('stock')).toContain('incident.reopened');
  });

  it('writes history down without touching anything', async () => {
    const { emit, names, story, defineFlag, isOn } = guardian;
    const long = new Date(Date.now() - 3 * 24 * 3_600_000);
    await defineFlag('old-flag', 'archive');
    await emit(anomaly('anm-7', 'archive', long), long.toISOString());
    await eventually(() => names('archive')).toContain('attribution.ranked');
    await quiet();
    expect(await isOn('old-flag')).toBe(true);
    expect(named(await story('archive'), 'incident.detected')?.time).toBe(long.toISOString());
  });

  it('refuses a rollback that nothing can carry out, and says how to configure it', async () => {
    const { emit, names, story } = guardian;
    await emit(upgraded('ledger', 'v2', 'v1'));
    await emit(anomaly('anm-8', 'ledger'));
    await eventually(() => names('ledger')).toContain('action.refused');
    expect(named(await story('ledger'), 'action.refused')?.data).toMatchObject({
      reason: expect.stringContaining('Set HORMESIS_ROLLBACK_WEBHOOK_URL'),
      target: { kind: 'rollback', toVersion: 'v1' },
    });
  });
});
