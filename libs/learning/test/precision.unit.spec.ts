import { type Firing, figuresOf, precisionOf, type Trouble, whyRetire } from '@hormesis/learning';
import { describe, expect, it } from 'vitest';
import { after } from './support/events.js';

const place = { service: 'checkout', environment: 'production' };
const guard = { appliedAt: after(0) };
const fired = (minutes: number, anomaly = `a${minutes}`): Firing => ({
  ...place,
  anomaly,
  at: after(minutes * 60),
});
const trouble: Trouble = { ...place, from: after(100 * 60), to: after(120 * 60), confirmed: true };
const at = (minutes: number) => after(minutes * 60);
const weeks = (count: number) => after(count * 7 * 24 * 3_600);

describe('the figures of a guard', () => {
  it('count a firing within an incident of its place, or ten minutes around one, as right', () => {
    const firings = [fired(89), fired(90), fired(110), fired(130), fired(131)];
    expect(figuresOf(guard, firings, [trouble], at(500))).toMatchObject({ fired: 5, rightly: 3 });
    expect(figuresOf(guard, firings, [{ ...trouble, service: 'search' }], at(500)).rightly).toBe(0);
    expect(figuresOf(guard, firings, [{ ...trouble, to: null }], at(500)).rightly).toBe(4);
  });
  it('count what is told again once, and nothing of before it was in force', () => {
    expect(
      figuresOf(guard, [fired(-5), fired(7, 'a'), fired(5, 'a'), fired(6, 'a')], [], at(500)),
    ).toMatchObject({
      fired: 1,
    });
  });
  it('wait with a firing that may still turn out to be right', () => {
    expect(figuresOf(guard, [fired(91)], [], at(100))).toMatchObject({ fired: 0 });
    expect(figuresOf(guard, [fired(90)], [], at(100))).toMatchObject({ fired: 1 });
  });
  it('take no incident for a reason that only the guard itself tells of, and wait while that is not known', () => {
    const opened = (confirmed: boolean | null): Trouble => ({ ...trouble, confirmed });
    expect(figuresOf(guard, [fired(100)], [opened(false)], at(500))).toMatchObject({ fired: 1, rightly: 0 });
    expect(figuresOf(guard, [fired(100)], [opened(null)], at(500))).toMatchObject({ fired: 0, rightly: 0 });
    expect(figuresOf(guard, [fired(100)], [opened(null), trouble], at(500))).toMatchObject({ rightly: 1 });
  });
  it('are of the whole time that it is in force', () => {
    expect(figuresOf(guard, [], [], weeks(3))).toEqual({ fired: 0, rightly: 0, weeks: 3 });
    expect(precisionOf({ fired: 0, rightly: 0, weeks: 3 })).toBeNull();
    expect(precisionOf({ fired: 4, rightly: 1, weeks: 3 })).toBe(0.25);
  });
});

describe('a guard that only cries', () => {
  it('is proposed to be retired, with the figures', () => {
    expect(whyRetire({ fired: 9, rightly: 1, weeks: 3 })).toBe(
      'It fired 9 times in 3.0 weeks, and was right once.',
    );
    expect(whyRetire({ fired: 5, rightly: 0, weeks: 2 })).toMatch(/was right never/);
  });
  it('is given time, and enough firings', () => {
    expect(whyRetire({ fired: 9, rightly: 0, weeks: 1.9 })).toBeUndefined();
    expect(whyRetire({ fired: 4, rightly: 0, weeks: 9 })).toBeUndefined();
    expect(whyRetire({ fired: 5, rightly: 1, weeks: 9 })).toBeUndefined();
    expect(whyRetire({ fired: 0, rightly: 0, weeks: 9 })).toBeUndefined();
  });
});
