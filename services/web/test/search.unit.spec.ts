import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeInstant, encodeInstant } from '../src/search/instant-codec.js';
import { deploymentsSearch, incidentsSearch, reportsSearch } from '../src/search/list-search.js';
import { timelineSearch } from '../src/search/timeline-search.js';

const milliseconds = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });

describe('an instant in a URL', () => {
  it('comes back as it went in', () => {
    fc.assert(fc.property(milliseconds, (ms) => decodeInstant(encodeInstant(ms)) === ms));
  });

  it('needs no escaping', () => {
    fc.assert(fc.property(milliseconds, (ms) => encodeURIComponent(encodeInstant(ms)) === encodeInstant(ms)));
  });

  it.each(['yesterday', '20261340T140311Z', '20260230T000000Z', '2026-11-16T14:03:11Z', ''])(
    'is not %j',
    (text) => {
      expect(decodeInstant(text)).toBeUndefined();
    },
  );
});

describe('what a link says wrongly is dropped', () => {
  it('in a timeline, without losing the rest', () => {
    expect(
      timelineSearch.parse({
        view: 'nonsense',
        from: 'yesterday',
        to: '20261116T140311Z',
        sel: 'evt-1',
        kind: 7,
        q: 5,
      }),
    ).toEqual({
      view: 'story',
      from: undefined,
      to: '20261116T140311Z',
      sel: 'evt-1',
      q: '',
      kind: undefined,
    });
  });

  it('in lists', () => {
    expect(deploymentsSearch.parse({ tab: 'x', phase: 1, env: 'staging' })).toEqual({
      tab: 'now',
      q: '',
      env: 'staging',
      phase: 'any',
    });
    expect(incidentsSearch.parse({ phase: 'resolved', severity: 'awful' })).toEqual({
      q: '',
      phase: 'resolved',
      severity: 'any',
    });
    expect(reportsSearch.parse({ week: '../..' })).toEqual({ week: undefined });
  });
});
