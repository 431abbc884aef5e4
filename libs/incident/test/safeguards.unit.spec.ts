import { rulesOf } from '@hormesis/decider/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BreakerState,
  type BreakerStatement,
  breakerDecider,
  declareFreeze,
  EVERYTHING,
  type Freeze,
  type FreezeState,
  type FreezeStatement,
  freezeDecider,
  freezeFor,
  judge,
  liftFreeze,
  liftMark,
  type Mark,
  type MarkState,
  type MarkStatement,
  markDecider,
  markIdOf,
  markOn,
  placeMark,
  resetBreaker,
  tripBreaker,
} from '../src/index.js';
import { deploy, flip, ladder, sure } from './story.js';

const everywhere = { service: { id: '*' }, environment: { id: '*' } };
const place = { service: 'checkout', environment: 'production' };

describe('a freeze', () => {
  const { given } = rulesOf(freezeDecider, 'frz-1');
  const declared: FreezeStatement = {
    name: 'freeze.declared',
    subject: 'frz-1',
    data: { ...everywhere, until: '2026-01-06T00:00:00Z', reason: 'sale' },
  };
  const declare = (state: FreezeState) =>
    declareFreeze(state, { service: '*', environment: '*', until: '2026-01-06T00:00:00Z', reason: 'sale' });
  const lift = (state: FreezeState) => liftFreeze(state, { reason: 'over' });

  it('is declared, and lifted before its time', () => {
    given().when(declare).then(declared);
    given(declared).when(declare).then();
    given(declared)
      .when(lift)
      .then({ name: 'freeze.lifted', subject: 'frz-1', data: { ...everywhere, reason: 'over' } });
    given().when(lift).then();
  });

  const freeze = (over: Partial<Freeze>): Freeze => ({
    ...{ id: 'frz-1', service: '*', environment: '*', reason: 'sale', declaredAt: '2026-01-01T00:00:00Z' },
    ...over,
  });
  const holds = (one: Freeze, at: string) => freezeFor([one], place, new Date(at)) !== undefined;

  it('holds from its begin to its end, where it is declared for', () => {
    const some = freeze({ from: '2026-01-05T10:00:00Z', until: '2026-01-05T11:00:00Z' });
    expect(holds(some, '2026-01-05T09:59:59Z')).toBe(false);
    expect(holds(some, '2026-01-05T10:00:00Z')).toBe(true);
    expect(holds(some, '2026-01-05T11:00:00Z')).toBe(false);
    expect(holds(freeze({ service: 'cart' }), '2026-01-05T10:00:00Z')).toBe(false);
    expect(holds(freeze({ service: 'checkout', environment: 'production' }), '2026-01-05T10:00:00Z')).toBe(
      true,
    );
  });

  it('holds each week by the clocks of its time zone, over the end of the week too', () => {
    const weekend = freeze({ weekly: { from: 'fri 16:00', to: 'mon 08:00', timeZone: 'Europe/Berlin' } });
    expect(holds(weekend, '2026-01-09T14:59:00Z')).toBe(false);
    expect(holds(weekend, '2026-01-09T15:00:00Z')).toBe(true);
    expect(holds(weekend, '2026-01-11T12:00:00Z')).toBe(true);
    expect(holds(weekend, '2026-01-12T06:59:00Z')).toBe(true);
    expect(holds(weekend, '2026-01-12T07:00:00Z')).toBe(false);
    // In summer the clocks there are two hours ahead.
    expect(holds(weekend, '2026-07-10T14:00:00Z')).toBe(true);
    expect(holds(weekend, '2026-07-10T13:59:00Z')).toBe(false);
    const night = freeze({ weekly: { from: 'tue 22:00', to: 'wed 06:00', timeZone: 'UTC' } });
    expect(holds(night, '2026-01-06T23:00:00Z')).toBe(true);
    expect(holds(night, '2026-01-07T06:00:00Z')).toBe(false);
  });

  it('lets nothing be done alone while it holds, whatever else is allowed', () => {
    const minute = fc.integer({ min: 0, max: 7 * 24 * 60 - 1 });
    const moment = minute.map((value) => {
      const day = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][Math.floor(value / 1440)];
      const two = (part: number) => String(part).padStart(2, '0');
      return `${day} ${two(Math.floor((value % 1440) / 60))}:${two(value % 60)}`;
    });
    fc.assert(
      fc.property(
        moment,
        moment,
        minute,
        fc.constantFrom('pause', 'kill', 'rollback'),
        (from, to, at, rung) => {
          const weekly = freeze({ weekly: { from, to, timeZone: 'UTC' } });
          const now = new Date(Date.parse('2026-01-05T00:00:00Z') + at * 60_000);
          const circumstances = {
            ...place,
            changes: [flip],
            now,
            ladder: ladder({ rung }, { freezes: [weekly] }),
          };
          const acts = judge(sure({ ...flip, exposure: 50, scheduled: true }), circumstances).steps.some(
            ({ how }) => how === 'act',
          );
          expect(acts).toBe(freezeFor([weekly], place, now) === undefined);
        },
      ),
    );
  });
});

describe('a mark', () => {
  const version = { ...place, version: 'v413' };
  const { given } = rulesOf(markDecider, markIdOf(version));
  const data = { service: { id: 'checkout' }, environment: { id: 'production' }, version: 'v413' };
  const placed: MarkStatement = {
    name: 'mark.placed',
    subject: 'version/checkout/production/v413',
    data: { ...data, reason: 'a migration' },
  };
  const put = (state: MarkState) => placeMark(state, { ...version, reason: 'a migration' });

  it('is placed once, and lifted', () => {
    given().when(put).then(placed);
    given(placed).when(put).then();
    given(placed)
      .when((state) => liftMark(state, {}))
      .then({ name: 'mark.lifted', subject: 'version/checkout/production/v413', data });
  });

  it('is on a version of a service, or on one change', () => {
    const mark = (over: Partial<Mark>): Mark => ({
      ...{ id: 'm', service: '*', environment: '*', reason: 'r', placedAt: '2026-01-01T00:00:00Z', ...over },
    });
    const [onVersion, onService, onChange] = [
      mark(version),
      mark({ service: 'checkout' }),
      mark({ changeId: 'deploy-1' }),
    ];
    expect(markOn([onVersion], deploy)).toEqual(onVersion);
    expect(markOn([mark({ ...version, version: 'v412' })], deploy)).toBeUndefined();
    expect(markOn([onService], deploy)).toEqual(onService);
    expect(markOn([onService], flip)).toBeUndefined();
    expect(markOn([onChange], deploy)).toEqual(onChange);
    expect(markOn([mark({ changeId: 'deploy-1', changeSource: '/other' })], deploy)).toBeUndefined();
  });
});

describe('a breaker', () => {
  const { given } = rulesOf(breakerDecider, '*/*');
  const now = new Date('2026-01-05T10:00:00.000Z');
  const tripped: BreakerStatement = {
    name: 'breaker.tripped',
    subject: '*/*',
    data: {
      ...everywhere,
      actions: 10,
      cap: 10,
      until: '2026-01-05T11:00:00.000Z',
      reason:
        'It acted 10 times in an hour for changes of all services in all environments, the most it may.',
    },
  };
  const trip = (at: Date) => (state: BreakerState) =>
    tripBreaker(state, { rule: EVERYTHING, actions: 10, cap: 10, now: at });

  it('trips for an hour, once, until a person resets it', () => {
    given().when(trip(now)).then(tripped);
    given(tripped).when(trip(now)).then();
    given(tripped)
      .when((state) => resetBreaker(state, { reason: 'looked at' }))
      .then({ name: 'breaker.reset', subject: '*/*', data: { ...everywhere, reason: 'looked at' } });
    given()
      .when((state) => resetBreaker(state, {}))
      .then();
  });

  it('trips again when the time is over', () => {
    const later = new Date('2026-01-05T11:00:00.000Z');
    given(tripped)
      .when(trip(later))
      .then({ ...tripped, data: { ...tripped.data, until: '2026-01-05T12:00:00.000Z' } } as BreakerStatement);
  });
});
