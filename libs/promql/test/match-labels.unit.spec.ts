import { matches } from '@hormesis/promql';
import { describe, expect, it } from 'vitest';

const holds = (value: string, given: string) => matches([{ label: 'a', op: '=~', value }])({ a: given });

describe('a regular expression in a matcher', () => {
  it.each([
    ['(?i)shop', 'SHOP'],
    ['s(?i:HOP)', 'shop'],
    ['[[:alpha:]]+', 'Shop'],
    [String.raw`\pL+`, 'épicerie'],
    [String.raw`\Qa.b\E`, 'a.b'],
    ['a.b', 'a\nb'],
    ['shop|', ''],
    ['.', '😀'],
  ])('%s means %j', (value, given) => {
    expect(holds(value, given)).toBe(true);
    expect(matches([{ label: 'a', op: '!~', value }])({ a: given })).toBe(false);
  });

  it.each([
    ['shop', 'shops'],
    ['hop', 'shop'],
    ['a|b', 'ab'],
    [String.raw`\Qa.b\E`, 'axb'],
    ['[[:upper:]]+', 'shop'],
  ])('%s does not mean %j', (value, given) => {
    expect(holds(value, given)).toBe(false);
  });

  // With an engine that tries one way after the other it would not end in a lifetime.
  it('ends whatever is nested in it', () => {
    expect(holds('(a+)+b', 'a'.repeat(10_000))).toBe(false);
    expect(holds('(a|aa)+c', 'a'.repeat(10_000))).toBe(false);
  });
});
