import type { Change } from '@hormesis/change';
import { describe, expect, it } from 'vitest';
import { WATCHED_MS, WatchedChanges } from '../src/know-changes/watched-changes.js';

const start = Date.UTC(2026, 0, 1);
const place = { service: 'checkout', environment: 'production' };

function step(eventId: string, over: Partial<Change> = {}, seconds = 0): Change {
  return {
    eventId,
    source: '/ci',
    kind: 'deployment',
    service: 'checkout',
    environment: 'production',
    subject: 'checkout',
    summary: 'checkout changed',
    at: new Date(start + seconds * 1_000).toISOString(),
    exposure: 100,
    blamable: true,
    reversible: true,
    ...over,
  };
}

const version = (eventId: string, name: string, over: Partial<Change> = {}, seconds = 0) =>
  step(eventId, { version: name, ...over }, seconds);
const flag = (eventId: string, exposure: number, seconds = 0) =>
  step(
    eventId,
    { kind: 'flag', subject: 'new-cart', flag: 'new-cart', exposure, blamable: exposure > 0 },
    seconds,
  );

function given(...steps: Change[]) {
  const changes = new WatchedChanges();
  const lines = steps.flatMap((each) => changes.take(each, Date.parse(each.at)));
  return { changes, lines, reaching: (cohort: string, at = start) => changes.reaching(place, cohort, at) };
}

describe('a change that is watched', () => {
  it('keeps its name while it reaches more users', () => {
    const { lines } = given(flag('a', 1), flag('b', 10, 60), flag('c', 50, 120));
    expect(lines.map(({ change }) => [change.id, change.exposure])).toEqual([
      ['a', 0.01],
      ['a', 0.1],
      ['a', 0.5],
    ]);
  });

  it('says nothing when the same step comes again', () => {
    expect(given(flag('a', 1), flag('a', 1)).lines).toHaveLength(1);
  });

  it('ends when its flag is turned off, and begins anew with another name', () => {
    const { lines, reaching } = given(flag('a', 50), flag('off', 0, 60), flag('again', 10, 120));
    expect(lines.map(({ change }) => [change.id, change.exposure])).toEqual([
      ['a', 0.5],
      ['a', 0],
      ['again', 0.1],
    ]);
    expect(reaching('flag:new-cart=on')).toBe('again');
  });

  it('ends when another version runs for everybody', () => {
    const { lines } = given(
      version('a', 'v1'),
      version('b', 'v2', { exposure: 10 }, 60),
      version('c', 'v2', {}, 90),
    );
    expect(lines.map(({ change }) => [change.id, change.exposure])).toEqual([
      ['a', 1],
      ['b', 0.1],
      ['a', 0],
      ['b', 1],
    ]);
  });

  it('is known by its latest step', () => {
    const { changes } = given(flag('a', 1), flag('b', 10, 60));
    expect(changes.stepOf('a')).toMatchObject({ eventId: 'b', exposure: 10 });
  });
});

describe('whose requests a window counts', () => {
  const during = given(
    version('old', 'v1', {}, -3 * 3600),
    version('new', 'v2', { exposure: 10 }),
    flag('ramp', 5),
  );

  it.each([
    ['all', 'all'],
    ['control', 'control'],
    ['version:v2', 'new'],
    ['version:v1', 'control'],
    ['version:v0', 'control'],
    ['flag:new-cart=on', 'ramp'],
    ['flag:new-cart', 'ramp'],
    ['flag:new-cart=off', 'control'],
    ['version:v2+flag:new-cart=on', 'new+ramp'],
    ['version:v1+flag:new-cart=on', 'ramp'],
    ['ramp', 'ramp'],
    ['pod:checkout-1', 'all'],
    ['version:v2+pod:checkout-2', 'new'],
    ['not-known-yet', 'not-known-yet'],
  ])('%s are %s', (cohort, expected) => {
    expect(during.reaching(cohort)).toBe(expected);
  });

  it('the version that runs is the control of one on its way, however new it is itself', () => {
    const { reaching } = given(version('a', 'v1', {}, -600), version('b', 'v2', { exposure: 10 }));
    expect(reaching('version:v1')).toBe('control');
    expect(reaching('version:v2')).toBe('b');
    expect(given(version('a', 'v1', {}, -600)).reaching('version:v1')).toBe('a');
  });

  it('a change that is long known has become the normal', () => {
    expect(during.reaching('version:v2', start + WATCHED_MS + 1)).toBe('control');
  });

  it('a change that is held to be behind what stands stays watched, however long: else others’ windows would end it', () => {
    const changes = new WatchedChanges((id) => id === 'a');
    changes.take(flag('a', 1), start);
    const later = start + 3 * WATCHED_MS;
    for (let n = 0; n < 300; n += 1) changes.take(version(`other-${n}`, `v${n}`), later);
    expect(changes.reaching(place, 'flag:new-cart=on', later)).toBe('a');
    expect(changes.stepOf('a')).toMatchObject({ eventId: 'a', flag: 'new-cart', exposure: 1 });
  });

  it('elsewhere a version is another one', () => {
    expect(during.changes.reaching({ ...place, environment: 'staging' }, 'version:v2', start)).toBe(
      'control',
    );
  });
});
