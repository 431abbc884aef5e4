import { describe, expect, it } from 'vitest';
import { findingOf } from '../src/doctor/prometheus-findings.js';

const query = {
  name: 'http',
  metric: 'http.errors',
  doneUntil: '2026-11-22T10:00:00.000Z',
  windowsUntil: '2026-11-22T10:00:00.000Z' as string | null,
  error: null as string | null,
  failingSince: null as string | null,
};

describe('a query that Prometheus is asked', () => {
  it.each([
    ['gives windows', {}, 'good', /^windows until/],
    [
      'fails',
      { error: 'bad_data: parse error', failingSince: '2026-11-22T09:00:00.000Z' },
      'wrong',
      /^bad_data/,
    ],
    ['has stopped to give data', { windowsUntil: '2026-11-22T09:00:00.000Z' }, 'odd', /^gave no data since/],
    ['never gave data', { windowsUntil: null }, 'odd', /^gave no data yet/],
  ])('%s', (_what, change, level, detail) => {
    expect(findingOf({ ...query, ...change })).toMatchObject({
      level,
      what: 'Prometheus http',
      detail: expect.stringMatching(detail),
    });
  });
});
