import { describe, expect, it } from 'vitest';
import { type Change, changeOf, rankCandidates } from '../src/index.js';
import { before, deployed, event, flipped, now, onset } from './changes.js';

const anomaly = { service: 'checkout', environment: 'production', onset };

function rank(changes: readonly Change[], callGraph?: Record<string, string[]>) {
  return rankCandidates({ anomaly, changes, now, ...(callGraph ? { options: { callGraph } } : {}) });
}

function probabilityOf(changes: readonly Change[], eventId: string, callGraph?: Record<string, string[]>) {
  return rank(changes, callGraph).find(({ change }) => change?.eventId === eventId)?.probability;
}

describe('ranking what may have caused an anomaly', () => {
  it('is sure (0.9) of one fresh change on the alarming service, and says why in plain words', () => {
    const [first, second] = rank([deployed()]);
    expect(first?.change?.eventId).toBe('e-1');
    expect(first?.probability).toBeGreaterThanOrEqual(0.9);
    expect(first?.evidence).toEqual(['began 41 s before the onset', 'changed the service that alarms']);
    expect(second?.change).toBeNull();
    expect(probabilityOf([deployed({ at: before(120) })], 'e-1')).toBeGreaterThanOrEqual(0.9);
  });

  it('stays sure of it while others change things that nothing ties to the alarm, however many', () => {
    const others = Array.from({ length: 500 }, (_, n) =>
      deployed({ eventId: `o-${n}`, service: `s${n}`, subject: `s${n}`, at: before(n) }),
    );
    const ranked = rank([deployed({ at: before(120) }), ...others]);
    expect(ranked[0]?.change?.eventId).toBe('e-1');
    expect(ranked[0]?.probability).toBeGreaterThanOrEqual(0.9);
    expect(ranked).toHaveLength(20);
  });

  it('is not sure when a flag that says nothing of its service changed as well', () => {
    expect(probabilityOf([deployed(), flipped({ service: null })], 'e-1')).toBeLessThan(0.9);
  });

  it('stays sure of it while flags are defined that nobody gets anything by', () => {
    const variants = { on: true, off: false };
    const definition = { state: 'ENABLED' as const, variants, defaultVariant: 'off' };
    const flags = ['a', 'b', 'c'].flatMap(
      (key) => changeOf(event('featureflag.defined', key, { definition })) ?? [],
    );
    expect(flags).toHaveLength(3);
    expect(probabilityOf([deployed(), ...flags], 'e-1')).toBe(probabilityOf([deployed()], 'e-1'));
  });

  it('lets no change win when none happened, or only to another service', () => {
    expect(rank([])).toMatchObject([{ change: null, probability: 1 }]);
    expect(rank([])[0]?.evidence[0]).toBe('no change began in the hour before the onset');
    expect(rank([deployed({ service: 'mail', subject: 'mail', at: before(5) })])[0]?.change).toBeNull();
  });

  it('halves between two equal ones, in the order of their ids', () => {
    const pair = [flipped({ at: before(41) }), deployed()];
    const [first, second] = rank(pair);
    expect([first?.change?.eventId, second?.change?.eventId]).toEqual(['e-1', 'f-1']);
    expect(first?.probability).toBeCloseTo(second?.probability ?? 0, 10);
    expect(first?.probability).toBeLessThan(0.5);
  });

  it('gives nothing to a change that began after the onset, but allows for clocks that differ', () => {
    const late = rank([deployed({ at: before(-12) })]);
    expect(late).toMatchObject([{ change: null }, { probability: 0 }]);
    expect(late[1]?.evidence[0]).toBe('began 12 s after the onset, so it cannot have caused it');
    expect(probabilityOf([deployed({ at: before(-1.5) })], 'e-1')).toBeGreaterThan(0.9);
  });

  it('tells changes of two emitters apart whose events have the same id', () => {
    const other = deployed({ source: '/other', service: 'mail', subject: 'mail' });
    const [first] = rank([other, deployed()]);
    expect(first?.change).toMatchObject({ source: '/test', subject: 'checkout' });
    expect(rank([deployed(), other])).toEqual(rank([other, deployed()]));
  });

  it('forgets within the hour', () => {
    expect(rank([deployed({ at: before(1_800) })])[0]?.change).toBeNull();
    expect(rank([deployed({ at: before(4_000) })])).toHaveLength(1);
  });

  it('looks only at the environment that alarms, and at what is everywhere', () => {
    expect(rank([deployed({ environment: 'staging' })])).toHaveLength(1);
    expect(rank([flipped({ environment: null })])[0]?.change?.eventId).toBe('f-1');
  });

  it('follows the calls of the alarming service', () => {
    const payments = [deployed({ service: 'payments', subject: 'payments' })];
    const calls = { checkout: ['cart'], cart: ['payments'] };
    expect(probabilityOf(payments, 'e-1', { checkout: ['payments'] })).toBeGreaterThan(0.75);
    expect(probabilityOf(payments, 'e-1', calls)).toBeGreaterThan(0.5);
    expect(probabilityOf(payments, 'e-1', { payments: ['checkout'] })).toBeLessThan(0.15);
    expect(rank(payments, calls)[0]?.evidence).toContain(
      'changed payments, which checkout calls through 1 other',
    );
  });

  it('takes the latest exposure step of a flag, and the deployment behind it, as one change', () => {
    const steps = [
      deployed({ flag: 'new-cart', at: before(900) }),
      flipped({ eventId: 'f-1', exposure: 10, at: before(600) }),
      flipped({ eventId: 'f-2', exposure: 50, at: before(30) }),
    ];
    const ranked = rank(steps);
    expect(ranked).toHaveLength(2);
    expect(ranked[0]?.change?.eventId).toBe('f-2');
    expect(ranked[0]?.evidence).toContain('reached 50 % of users');
    expect(ranked[0]?.probability).toBeGreaterThan(0.9);
  });

  it('acquits what was over before the onset: rolled back, killed, or replaced', () => {
    const rollback = deployed({ eventId: 'r', version: 'v412', blamable: false, at: before(20) });
    expect(probabilityOf([deployed(), rollback], 'e-1')).toBe(0);
    const kill = flipped({ eventId: 'k', exposure: 0, blamable: false, at: before(20) });
    expect(probabilityOf([flipped(), kill], 'f-1')).toBe(0);
    const next = deployed({ eventId: 'e-2', version: 'v414', at: before(20) });
    expect(probabilityOf([deployed(), next], 'e-1')).toBe(0);
    expect(probabilityOf([deployed(), next], 'e-2')).toBeGreaterThan(0.9);
  });

  it('keeps what was only taken back after the onset', () => {
    const rollback = deployed({ eventId: 'r', version: 'v412', blamable: false, at: before(-10) });
    expect(probabilityOf([deployed(), rollback], 'e-1')).toBeGreaterThan(0.9);
  });

  it('gives what docs/explanation/attribution.md says', () => {
    const one = (seconds: number) => probabilityOf([deployed({ at: before(seconds) })], 'e-1');
    expect([10, 120, 600, 1_800].map(one).map((p) => p?.toFixed(2))).toEqual([
      '0.96',
      '0.94',
      '0.75',
      '0.05',
    ]);
    expect(probabilityOf([deployed(), flipped()], 'e-1')?.toFixed(2)).toBe('0.49');
    const elsewhere = [deployed({ service: 'payments', subject: 'payments', at: before(10) })];
    expect(probabilityOf(elsewhere, 'e-1', { checkout: ['payments'] })?.toFixed(2)).toBe('0.81');
    expect(probabilityOf(elsewhere, 'e-1')?.toFixed(2)).toBe('0.16');
  });
});
