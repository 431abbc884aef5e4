import { burn, burnRate, crashLoop, restarted } from '@hormesis/statistics';
import { describe, expect, it } from 'vitest';

const start = 1_700_000_000_000;
const minute = 60_000;

describe('the burn rate', () => {
  /** After how many minutes of this error ratio it pages; half an hour of good ones before. */
  const pagesAfter = (ratio: number) => {
    const state = burnRate();
    for (let n = 0; n < 720; n++) burn(state, { total: 1_000, bad: 0 }, start + n * minute, 0.999);
    for (let n = 0; n < 600; n++) {
      const page = burn(state, { total: 1_000, bad: ratio * 1_000 }, start + (720 + n) * minute, 0.999);
      if (page) return n + 1;
    }
    return undefined;
  };

  it('pages on a total outage at once, and on less later', () => {
    expect(pagesAfter(1)).toBe(1);
    expect(pagesAfter(0.05)).toBeGreaterThan(15);
    expect(pagesAfter(0.05)).toBeLessThan(20);
    expect(pagesAfter(0.008)).toBeGreaterThan(200);
  });

  it('never pages on what the objective allows', () => {
    expect(pagesAfter(0.001)).toBeUndefined();
  });

  it('pages once, and again after it was over', () => {
    const state = burnRate();
    const pages = Array.from({ length: 1_500 }, (_, n) => {
      const bad = n < 100 || n > 1_000 ? 100 : 0;
      return burn(state, { total: 1_000, bad }, start + n * minute, 0.999) ? n : -1;
    }).filter((n) => n >= 0);
    expect(pages).toHaveLength(2);
  });

  it('does not page on the first errors of a young series', () => {
    expect(burn(burnRate(), { total: 10, bad: 10 }, start, 0.999)?.burn ?? 0).toBeLessThan(17);
    expect(burn(burnRate(), { total: 10, bad: 2 }, start, 0.999)).toBeUndefined();
  });
});

describe('a crash loop', () => {
  it('is the same thing restarting again and again; it began with the first of these restarts', () => {
    const state = crashLoop();
    const found = [10, 30, 70, 150, 310].map((second) => restarted(state, 1, start + second * 1_000));
    expect(found).toEqual([undefined, undefined, undefined, start + 10_000, undefined]);
  });

  it('is not a rollout that restarts many at once, nor a restart now and then', () => {
    expect(restarted(crashLoop(), 40, start)).toBeUndefined();
    const state = crashLoop();
    const hourly = Array.from({ length: 50 }, (_, n) => restarted(state, 1, start + n * 60 * minute));
    expect(hourly.every((one) => one === undefined)).toBe(true);
  });

  it('is not what is usual', () => {
    const state = crashLoop();
    const usual = [1, 2, 3, 4, 5].map((n) => restarted(state, 1, start + n * minute, 5));
    expect(usual.every((one) => one === undefined)).toBe(true);
  });
});
