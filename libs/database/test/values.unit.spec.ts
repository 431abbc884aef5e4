import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whereIs, withLibpqMeaning } from '../src/connection/connection-url.js';
import { instant } from '../src/connection/value-parsers.js';

describe('instants from Postgres', () => {
  it.each([
    ['2026-11-22 22:21:04+00', '2026-11-22T22:21:04.000Z'],
    ['2026-11-22 22:21:04.7+00', '2026-11-22T22:21:04.700Z'],
    ['2026-11-22 22:21:04.123456+00', '2026-11-22T22:21:04.123456Z'],
    ['2026-11-22 23:51:04.73+05:30', '2026-11-22T18:21:04.730Z'],
    ['infinity', 'infinity'],
  ])('%s is %s', (text, expected) => {
    expect(instant(text)).toBe(expected);
  });

  it('give back what Date wrote', () => {
    const years = { min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(years), (date) => {
        const iso = date.toISOString();
        expect(instant(`${iso.replace('T', ' ').replace('Z', '')}+00`)).toBe(iso);
      }),
    );
  });
});

describe('the address of a database', () => {
  it('means by sslmode what psql means', () => {
    expect(withLibpqMeaning('postgres://a/b?sslmode=require')).toBe(
      'postgres://a/b?sslmode=require&uselibpqcompat=true',
    );
    expect(withLibpqMeaning('postgres://a/b')).toBe('postgres://a/b');
    expect(withLibpqMeaning('postgres://a/b?sslmode=no-verify')).toBe('postgres://a/b?sslmode=no-verify');
  });

  it('is shown without the password', () => {
    expect(whereIs('postgres://ana:secret@db.example:5433/ops?sslmode=require')).toBe('db.example:5433/ops');
    expect(whereIs('not an address')).toBe('the address given');
  });
});
