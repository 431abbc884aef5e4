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
  it('is never evaluable, and says in which incidents of the class the same request failed', () => {
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
    const { verdict, reason, missing, coverage, ...figures } = scoreTest(
      { incidents, changes: [] },
      origin,
      period,
    );
    expect(verdict).toBe('not-evaluable');
    expect(reason).toMatch(/A replay runs no test/);
    expect(reason).toMatch(
      /failed in 2 of 3 incidents of its class with requests on record: inc-1, inc-2\.$/,
    );
    expect(missing).toEqual([expect.stringMatching(/A failing request of inc-4/)]);
    expect(coverage).toBe(0.75);
    expect(figures).toMatchObject({ source: null, recall: null, savedUserSeconds: null, falseAlarms: null });
  });

  it('says so where no request is on record', () => {
    const { verdict, missing, reason } = scoreTest(
      { incidents: [incident('inc-1', at(1))], changes: [] },
      origin,
      period,
    );
    expect(verdict).toBe('not-evaluable');
    expect(missing).toHaveLength(1);
    expect(reason).toMatch(/holds no failing request of inc-1/);
  });
});
