import { describe, expect, it } from 'vitest';
import { CaseError, parseCase } from '../src/index.js';
import { brokenCanary } from './cases.js';

const issues = (json: unknown) => {
  try {
    parseCase(json);
  } catch (error) {
    if (error instanceof CaseError) return error.issues;
    throw error;
  }
  return [];
};

describe('reading a case', () => {
  it('takes what it wrote itself', () => {
    const given = brokenCanary();
    expect(parseCase(JSON.parse(JSON.stringify(given)))).toEqual(given);
  });

  it('takes numbers that were not measured, and what was left out', () => {
    const point = { t: 1, success: null, latencyMs: null, cpu: null };
    const json = {
      t: 5,
      changes: [
        {
          id: 7,
          service: 'checkout',
          start: 1,
          replicas: null,
          steps: [{ start: 1, end: null, replicas: null }],
        },
      ],
      series: [{ pod: 'p', service: 'checkout', version: 3, from: null, to: 'checkout', points: [point] }],
    };
    expect(parseCase(json)).toMatchObject({
      changes: [{ id: '7', kind: 'deployment' }],
      edges: [],
      series: [{ version: '3', points: [{ memory: null }] }],
    });
  });

  it('names each field that is wrong, with its index', () => {
    const json = {
      t: 'now',
      changes: [
        { id: 'a', service: 'x', start: 1 },
        { id: 'a', service: '', start: 'then' },
      ],
    };
    expect(issues(json).map(({ field }) => field)).toEqual(['t', 'changes[1].service', 'changes[1].start']);
    expect(issues(null)).toMatchObject([{ field: 'the case' }]);
  });

  it('works out times that were left out, and names a change without any', () => {
    const steps = [
      { start: null, end: 20, replicas: 1 },
      { start: null, end: 30, replicas: 1 },
      { start: null, end: null, replicas: 2 },
    ];
    const change = { id: 'a', service: 'x', start: 10, steps };
    expect(parseCase({ t: 50, changes: [change] }).changes[0]?.steps.map(({ start }) => start)).toEqual([
      10, 20,
    ]);
    expect(parseCase({ t: 50, changes: [{ ...change, start: null }] }).changes[0]?.start).toBe(20);
    expect(issues({ t: 50, changes: [{ id: 'a', service: 'x', start: null }] })).toMatchObject([
      { field: 'changes[0].start' },
    ]);
  });

  it('refuses two changes of one id', () => {
    const change = { id: 'a', service: 'x', start: 1 };
    expect(issues({ t: 1, changes: [change, change] })).toEqual([
      { field: 'changes[1].id', reason: '"a" is the id of changes[0] already' },
    ]);
  });
});
