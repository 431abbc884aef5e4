import { describe, expect, it } from 'vitest';
import { type Counts, reverseTest } from '../src/verify-recovery/reverse-test.js';

const windows = (count: number, total: number, bad: number): Counts =>
  Array.from({ length: count }, () => ({ total, bad }));
const before = windows(60, 100, 1);
const during = windows(30, 100, 20);

describe('the reverse test after an action', () => {
  it('says recovered when it is as before, with the counts', () => {
    expect(reverseTest(before, during, windows(10, 100, 1))).toEqual({
      verdict: 'recovered',
      evidence:
        '10 of 1,000 were bad after the action, 600 of 3,000 were bad while it was harmed, 60 of 6,000 were bad before.',
    });
  });

  it('says still harmed when nothing changed, and nothing yet by a few requests', () => {
    expect(reverseTest(before, during, windows(10, 100, 20))?.verdict).toBe('still-harmed');
    expect(reverseTest(before, during, windows(1, 20, 0))?.verdict).toBe('undecided');
  });

  it('asks for more where bad requests come in bursts', () => {
    const bursts = before.map((_, n) => ({ total: 100, bad: n % 10 === 0 ? 10 : 0 }));
    expect(reverseTest(before, during, windows(4, 100, 1))?.verdict).toBe('recovered');
    expect(reverseTest(bursts, during, windows(4, 100, 1))?.verdict).toBe('undecided');
  });

  it('says nothing without counts, or where nothing had got worse by them', () => {
    expect(reverseTest([], during, windows(10, 100, 1))).toBeUndefined();
    expect(reverseTest(before, [], windows(10, 100, 1))).toBeUndefined();
    expect(reverseTest(before, during, [])).toBeUndefined();
    expect(reverseTest(before, windows(30, 100, 1), windows(10, 100, 1))).toBeUndefined();
  });
});
