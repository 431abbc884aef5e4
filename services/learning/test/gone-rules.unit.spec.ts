import { describe, expect, it } from 'vitest';
import { type Gone, GoneRules } from '../src/see-applied/gone-rules.js';

const minute = 60_000;
const began = Date.parse('2026-11-23T10:00:00Z');

/** Polls each minute from one minute to another; which guards are gone in the end. */
function poll(rules: GoneRules, from: number, to: number, loaded: readonly string[] = []) {
  let gone = new Map<string, Gone>();
  for (let at = from; at <= to; at += 1) {
    gone = rules.polled(['pro-1', 'pro-2'], new Set(loaded), began + at * minute);
  }
  return gone;
}

describe('a rule that is no longer loaded', () => {
  it('is gone after an hour of answered polls, since the first that missed it', () => {
    const rules = new GoneRules();
    expect(poll(rules, 0, 9, ['pro-1', 'pro-2']).size).toBe(0);
    expect(poll(rules, 10, 69, ['pro-2']).size).toBe(0);
    expect([...poll(rules, 70, 70, ['pro-2'])]).toEqual([
      ['pro-1', { since: began + 10 * minute, alone: true }],
    ]);
  });

  it('says nothing by itself where none of ours is loaded: it may be another Prometheus', () => {
    const rules = new GoneRules();
    poll(rules, 0, 9, ['pro-1', 'pro-2']);
    expect([...poll(rules, 10, 300)].map(([id, { alone }]) => [id, alone])).toEqual([
      ['pro-1', false],
      ['pro-2', false],
    ]);
    const before = poll(rules, 301, 301, ['pro-2']);
    expect([...before].map(([id, { alone }]) => [id, alone])).toEqual([['pro-1', false]]);
    expect([...poll(rules, 302, 361, ['pro-2'])].map(([id, { alone }]) => [id, alone])).toEqual([
      ['pro-1', true],
    ]);
  });

  it('is not gone while nobody answers', () => {
    const rules = new GoneRules();
    poll(rules, 0, 1);
    expect(poll(rules, 600, 601).size).toBe(0);
  });

  it('is not gone if it is seen again in between', () => {
    const rules = new GoneRules();
    poll(rules, 0, 50);
    poll(rules, 51, 51, ['pro-1', 'pro-2']);
    expect(poll(rules, 52, 100).size).toBe(0);
  });
});
