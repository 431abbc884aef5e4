import { describe, expect, it } from 'vitest';
import { decisiveRanking } from '../src/index.js';

const ranking = (...suspects: (string | null)[]) => ({
  data: {
    anomaly: 'anm-1',
    candidates: suspects.map((eventId) => ({ change: eventId === null ? null : { eventId } })),
  },
});
const again = (...suspects: (string | null)[]) => {
  const { data } = ranking(...suspects);
  return { data: { ...data, supersedes: 'ranking-1' } };
};
const target = { kind: 'kill', flag: 'new-cart' } as const;
const action = (name: string, subject: string, change?: string) => ({
  name: `action.${name}`,
  subject,
  data: { target, ...(change === undefined ? {} : { change }) },
});

describe('the ranking that counts', () => {
  const [none, first, second] = [ranking(null, 'a'), ranking('a', null), ranking('b', null)];

  it('is the first that suspects a change, else the last, while nobody acts', () => {
    expect(decisiveRanking([none, first, second], [])).toBe(first);
    const laterNone = ranking(null);
    expect(decisiveRanking([none, laterNone], [])).toBe(laterNone);
    expect(decisiveRanking([], [])).toBeUndefined();
  });

  it('is the one behind an action, though it is not the first', () => {
    expect(decisiveRanking([first, second], [action('recommended', 'act', 'b')])).toBe(second);
  });

  it('is the one behind what was done rather than what was asked for or recommended', () => {
    const actions = [
      action('recommended', 'act-a', 'a'),
      action('requested', 'act-b', 'b'),
      action('completed', 'act-b'),
    ];
    expect(decisiveRanking([first, second, none], actions)).toBe(second);
  });

  it('is not changed by an action for a change that no ranking suspects most', () => {
    expect(decisiveRanking([none, second], [action('requested', 'act', 'a')])).toBe(second);
  });

  it('is the one that was made again, and not the one that it takes the place of', () => {
    const better = again('b', 'a');
    expect(decisiveRanking([first, better], [action('requested', 'act', 'a')])).toBe(better);
  });

  it('of another anomaly stays as it is when one is made again', () => {
    const other = { data: { ...first.data, anomaly: 'anm-2' } };
    expect(decisiveRanking([other, again('b')], [])).toBe(other);
  });
});
