import { scoreTest } from '@hormesis/backtest';
import { describe, expect, it } from 'vitest';
import { at, incident } from './past.js';

const origin = {
  incident: 'inc-1',
  fingerprint: 'class-1',
  service: 'checkout',
  environment: 'production',
  fittedUntil: at(1, 30),
  variantsTried: 1,
};
const period = { from: at(0), to: at(30) };
const basket = { method: 'GET', path: '/basket/17' };

describe('the report on a proposed test', () => {
  it('says in which incidents of the class the same request failed, and since when a test could tell', () => {
    const incidents = [
      incident('inc-1', at(1), { requests: [basket], change: { id: 'dep-1', at: at(1, -5) } }),
      incident('inc-2', at(9), {
        requests: [{ method: 'GET', path: '/basket/4711?full=1' }],
        exposedUserSeconds: 900,
      }),
      incident('inc-3', at(12), { requests: [{ method: 'POST', path: '/orders' }] }),
      incident('inc-4', at(15)),
      incident('inc-5', at(20), { fingerprint: 'class-2', requests: [basket] }),
    ];
    const { verdict, recall, source, missing, savedUserSeconds, falseAlarms } = scoreTest(
      { incidents, changes: [] },
      origin,
      period,
    );
    expect(verdict).toBe('passed');
    expect(source).toMatchObject({ leadMs: 15 * 60_000, part: 'fit' });
    expect(recall).toMatchObject({ caught: 2, of: 3 });
    expect(missing).toEqual([expect.stringMatching(/A failing request of inc-4/)]);
    expect(savedUserSeconds).toBe(900);
    expect(falseAlarms).toBeNull();
  });

  it('cannot be evaluated where no request is on record', () => {
    const { verdict, missing, recall } = scoreTest(
      { incidents: [incident('inc-1', at(1))], changes: [] },
      origin,
      period,
    );
    expect(verdict).toBe('not-evaluable');
    expect(missing).toHaveLength(1);
    expect(recall).toBeNull();
  });
});
