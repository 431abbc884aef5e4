import { type StandingAction, verdictOf } from '@hormesis/executors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const now = new Date('2026-11-16T10:00:00Z');
const action = (over: Partial<StandingAction> = {}): StandingAction => ({
  action: 'act-1',
  incident: 'inc-1',
  kind: 'rollback',
  state: 'requested',
  reason: 'v413 began 41 s before the onset.',
  at: now,
  version: 'v413',
  superseded: false,
  ...over,
});
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

describe('what a rollout is told', () => {
  it('to go on, when nothing was decided', () => {
    expect(verdictOf([], { now })).toEqual({ verdict: 'go', reasons: [], actions: [] });
  });

  it('to go back, and why, when a rollback was requested', () => {
    expect(verdictOf([action()], { now })).toEqual({
      verdict: 'rollback',
      reasons: ['Rolled back by act-1 (incident inc-1): v413 began 41 s before the onset.'],
      actions: ['act-1'],
    });
  });

  it('to stay, when it was paused', () => {
    expect(verdictOf([action({ kind: 'pause' })], { now }).verdict).toBe('hold');
  });

  it('of a rollback that is done, for ten minutes; to the same version, as long as it stands', () => {
    const done = (minutes: number) => action({ state: 'completed', at: minutesAgo(minutes) });
    expect(verdictOf([done(9)], { now }).verdict).toBe('rollback');
    expect(verdictOf([done(11)], { now }).verdict).toBe('go');
    expect(verdictOf([done(600)], { now, version: 'v413' }).verdict).toBe('rollback');
  });

  it('nothing about another version, and nothing once another one was deployed', () => {
    expect(verdictOf([action()], { now, version: 'v414' }).verdict).toBe('go');
    expect(verdictOf([action({ superseded: true })], { now }).verdict).toBe('go');
    expect(verdictOf([action({ superseded: true })], { now, version: 'v413' }).verdict).toBe('rollback');
  });

  it('never more than was decided', () => {
    const any = fc.record({
      kind: fc.constantFrom('pause', 'kill', 'rollback') as fc.Arbitrary<StandingAction['kind']>,
      state: fc.constantFrom('requested', 'completed') as fc.Arbitrary<StandingAction['state']>,
      superseded: fc.boolean(),
      version: fc.constantFrom('v412', 'v413'),
      at: fc.integer({ min: 0, max: 30 }).map(minutesAgo),
    });
    const asked = fc.constantFrom('v412', 'v413', undefined);
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), asked, (list, version) => {
        const actions = list.map((over, at) => action({ ...over, action: `act-${at}` }));
        const { verdict, actions: behind, reasons } = verdictOf(actions, { now, version });
        const kinds = actions.map(({ kind }) => kind);
        if (verdict === 'rollback') expect(kinds).toContain('rollback');
        if (verdict === 'hold') expect(kinds).toContain('pause');
        expect(behind.length === 0).toBe(verdict === 'go');
        expect(reasons).toHaveLength(behind.length);
      }),
    );
  });
});
