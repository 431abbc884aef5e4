import { describe, expect, it } from 'vitest';
import { driftWords } from '../src/drift/drift-words.js';
import { emptyRamp, planWords, rampOf } from '../src/pages/flags/ramp-form.js';
import { guardWords, heldWords, shownSteps } from '../src/pages/flags/ramp-steps.js';
import { drifts, ramps } from './mock/ramp-fixtures.js';

const now = Date.UTC(2026, 10, 16, 12);
const [held, running] = ramps(now) as [ReturnType<typeof ramps>[number], ReturnType<typeof ramps>[number]];

describe('the steps of a ramp', () => {
  it('are done, running with the time left, or still to come', () => {
    expect(shownSteps(running, now).map(({ words }) => words)).toEqual([
      'done',
      'done',
      '4 min left',
      'then for 10 min',
    ]);
    expect(shownSteps(running, now)[2]?.part).toBeCloseTo(0.6);
  });

  it('say where it is held, and why', () => {
    expect(shownSteps(held, now).map(({ state }) => state)).toEqual(['done', 'held', 'waiting', 'waiting']);
    expect(heldWords(held)).toBe('A guard found more bad requests than it allows. Metric: http.errors.');
    expect(held.guards.map(guardWords)).toEqual(['45 of 412 bad (10.9\u00a0%, at most 2.0\u00a0%)']);
  });

  it('are all done once it is complete', () => {
    const complete = { ...running, phase: 'completed' as const, step: 4 };
    expect(shownSteps(complete, now).every(({ state }) => state === 'done')).toBe(true);
  });
});

describe('a new ramp', () => {
  it('has a time for each step, or one for all', () => {
    const form = emptyRamp('on');
    expect(rampOf(form).ramp?.steps.map(({ bakeSeconds }) => bakeSeconds)).toEqual([600, 600, 600, 600]);
    const each = rampOf({ ...form, steps: '5 100', bake: '1, 60', worst: '2' }).ramp;
    expect(each?.steps).toEqual([
      { percentage: 5, bakeSeconds: 60 },
      { percentage: 100, bakeSeconds: 3600 },
    ]);
    expect(each?.guards).toEqual([{ metric: 'http.errors', worstRatio: 0.02 }]);
    expect(each && planWords(each)).toBe(
      '5\u00a0%, 100\u00a0%; complete in 1 h 1 min if all goes well. It holds while a guard is not measured.',
    );
  });

  it.each([
    ['shares that shrink', { steps: '10, 5' }, 'steps'],
    ['a share beyond all', { steps: '10, 101' }, 'steps'],
    ['words', { steps: 'all' }, 'steps'],
    ['too few times', { bake: '1, 2' }, 'bake'],
    ['no ratio', { worst: '120' }, 'worst'],
  ])('is not begun with %s', (_, patch, field) => {
    const { ramp, wrong } = rampOf({ ...emptyRamp('on'), ...patch });
    expect(ramp).toBeUndefined();
    expect(Object.keys(wrong)).toEqual([field]);
  });
});

it('drift says what Git still says', () => {
  const [flag] = drifts(now) as [ReturnType<typeof drifts>[number]];
  expect(driftWords(flag)).toBe('acme/flags still has flag checkout-tax-v2 on; it is off.');
  expect(driftWords({ ...flag, flag: null, version: 'v413', toVersion: 'v412' })).toBe(
    'acme/flags still deploys checkout v413; v412 runs.',
  );
});
