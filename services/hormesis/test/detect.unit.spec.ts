import { describe, expect, it } from 'vitest';
import { BadLine, watchLineOf } from '../src/detect/watch-line.js';

const window = {
  t: 1000,
  at: 1020,
  service: 'checkout',
  cohort: 'control',
  metric: 'errors',
  total: 50,
  bad: 1,
};
const read = (value: unknown) => watchLineOf(JSON.stringify(value));

describe('a line of hormesis detect', () => {
  it('is a window, whose environment, cohort, arrival and bad count need not be said', () => {
    expect(read(window)).toMatchObject(window);
    expect(read({ t: 1000, service: 'a', metric: 'm', total: 3 })).toEqual({
      ...{ t: 1000, at: 1000, service: 'a', environment: undefined },
      ...{ cohort: 'all', metric: 'm', total: 3, bad: 0 },
    });
  });

  it('may tell of latency alone, with bounds as text and counts as text', () => {
    const latency = { count: '4', sumMs: 80, le: { '10': 1, '+Inf': '4' } };
    expect(read({ t: 1, service: 'a', metric: 'm', latency })).toMatchObject({
      total: 4,
      bad: 0,
      latency: { count: 4, sumMs: 80, le: { '10': 1, '+Inf': 4 } },
    });
  });

  it('is a change, and a time may be written as text', () => {
    const change = { id: 'c1', service: 'checkout', kind: 'deploy', exposure: 10 };
    const t = '2026-01-05T01:00:00Z';
    expect(read({ t, change })).toEqual({ t: Date.parse(t), at: Date.parse(t), change });
  });

  it.each([
    ['{"t": 1', /not JSON .*one object a line/],
    ['[]', /no JSON object/],
    ['{"t": 1}', /neither a change nor a window/],
    ['{"service": "a", "metric": "m", "total": 1}', /“t” is missing: give a time in milliseconds/],
    ['{"t": 1, "service": "a", "metric": "m"}', /“total” is missing: say how many requests/],
    ['{"t": 1, "service": "a", "metric": "m", "total": -1}', /“total” is -1: give a number from 0/],
    ['{"t": 1, "service": "a", "metric": "m", "total": 1, "latency": 3}', /“latency” must be an object/],
    ['{"t": 1, "change": {"id": "x"}}', /“change.service” is missing: give a name/],
  ])('is refused with what is wrong and what to do: %s', (text, reason) => {
    expect(() => watchLineOf(text)).toThrow(reason);
    expect(() => watchLineOf(text)).toThrow(BadLine);
  });
});
