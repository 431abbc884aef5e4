import { describe, expect, it } from 'vitest';
import { changeOf } from '../src/index.js';
import { event } from './changes.js';

const production = { environment: { id: 'production' } };
const artifact = { ...production, artifactId: 'pkg:oci/checkout@1' };

describe('reading an event as a change', () => {
  it('takes a deployment as an exposure step for everybody', () => {
    const change = changeOf(
      event('service.upgraded', 'checkout', { ...artifact, version: 'v413', previousVersion: 'v412' }),
    );
    expect(change).toMatchObject({
      eventId: 'id-of-checkout',
      source: '/test',
      kind: 'deployment',
      service: 'checkout',
      environment: 'production',
      exposure: 100,
      blamable: true,
      reversible: true,
      version: 'v413',
      previousVersion: 'v412',
      summary: 'checkout v413 deployed to production',
    });
  });

  it('knows the flag that a deployment is behind, its dose, and that it must not be rolled back', () => {
    const change = changeOf(
      event('service.deployed', 'checkout', {
        ...artifact,
        flag: 'new-cart',
        exposure: 5,
        reversible: false,
      }),
    );
    expect(change).toMatchObject({ flag: 'new-cart', exposure: 5, reversible: false });
  });

  it('never blames a rollback', () => {
    expect(changeOf(event('service.rolledback', 'checkout', artifact))).toMatchObject({ blamable: false });
  });

  it('takes a flag that is turned on as a change the guardian can undo', () => {
    const on = { service: { id: 'checkout' }, ...production, state: 'ENABLED' as const };
    expect(changeOf(event('featureflag.flipped', 'new-cart', on))).toMatchObject({
      kind: 'flag',
      service: 'checkout',
      flag: 'new-cart',
      exposure: 100,
      blamable: true,
      reversible: true,
    });
  });

  it('may blame a flag turned off by a person, but cannot undo that; never what the guardian turned off', () => {
    const off = { state: 'DISABLED' as const };
    expect(changeOf(event('featureflag.flipped', 'f', off))).toMatchObject({
      blamable: true,
      reversible: false,
    });
    expect(changeOf(event('featureflag.flipped', 'f', { ...off, action: 'act-1' }))).toMatchObject({
      blamable: false,
      exposure: 0,
    });
  });

  it('blames a ramp up, not a ramp down', () => {
    const ramp = { variant: 'on', previousPercentage: 10 };
    expect(changeOf(event('featureflag.ramped', 'f', { ...ramp, percentage: 50 }))).toMatchObject({
      blamable: true,
      exposure: 50,
    });
    expect(changeOf(event('featureflag.ramped', 'f', { ...ramp, percentage: 1 }))?.blamable).toBe(false);
  });

  it.each([
    ['off for all', { defaultVariant: 'off' }],
    ['with its code default for all', { defaultVariant: null }],
    ['turned off', { defaultVariant: 'on', state: 'DISABLED' as const }],
  ])('blames no definition of a flag that is %s', (_, over) => {
    const definition = { state: 'ENABLED' as const, variants: { on: true, off: false }, ...over };
    expect(changeOf(event('featureflag.defined', 'f', { definition }))).toMatchObject({
      exposure: 0,
      blamable: false,
      summary: 'flag f defined, off',
    });
  });

  it('takes the share of users that the event states: none while the flag is off, fewer than before', () => {
    const ramp = { variant: 'on', percentage: 50 };
    const off = { exposure: 0, previousExposure: 0 };
    const none = { exposure: 0, blamable: false };
    expect(changeOf(event('featureflag.ramped', 'f', { ...ramp, ...off }))).toMatchObject(none);
    const down = { exposure: 50, previousExposure: 100 };
    expect(changeOf(event('featureflag.ramped', 'f', { ...ramp, ...down }))?.blamable).toBe(false);
    const on = { state: 'ENABLED' as const };
    expect(changeOf(event('featureflag.flipped', 'f', { ...on, ...off }))).toMatchObject(none);
    const unused = { state: 'DISABLED' as const };
    expect(changeOf(event('featureflag.flipped', 'f', { ...unused, ...off }))).toMatchObject(none);
  });

  it('finds no change in a policy or an incident', () => {
    const policy = { service: { id: '*' }, environment: { id: '*' }, rung: 'rollback' as const };
    expect(changeOf(event('policy.changed', '*', policy))).toBeUndefined();
    expect(changeOf(event('incident.detected', 'inc-1', production))).toBeUndefined();
  });
});
