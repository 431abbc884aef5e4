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
        { id: 'a', service: '', start: null },
      ],
    };
    expect(issues(json).map(({ field }) => field)).toEqual(['t', 'changes[1].service', 'changes[1].start']);
    expect(issues(null)).toMatchObject([{ field: 'the case' }]);
  });

  it('refuses two changes of one id', () => {
    const change = { id: 'a', service: 'x', start: 1 };
    expect(issues({ t: 1, changes: [change, change] })).toEqual([
      { field: 'changes[1].id', reason: '"a" is the id of changes[0] already' },
    ]);
  });
});
