import { Watch, type WatchLine, type WindowLine } from '@hormesis/statistics';
import { describe, expect, it } from 'vitest';
import { lines, said, type Traffic } from './support/traffic.js';

const watched = (traffic: Traffic) => said(Watch.begin(), lines(traffic));
const ofChange =
  (times: number, from = 0) =>
  (cohort: string, second: number) =>
    cohort.split('+').includes('c') && second >= from ? times : 1;
const seeds = [1, 2, 3, 4, 5];

describe('a change that does harm', () => {
  it.each(seeds)('is named soon, once, with the onset at its step (seed %i)', (seed) => {
    const found = watched({ seed, lift: ofChange(5) });
    expect(found).toHaveLength(1);
    expect(found[0]?.changeId).toBe('c');
    expect(found[0]?.at).toBeLessThan(45);
    expect(Math.abs(found[0]?.onset ?? 99)).toBeLessThan(12);
  });

  it.each(seeds)('is named as well when the harm begins later, with that onset (seed %i)', (seed) => {
    const [found, ...more] = watched({ seed, lift: ofChange(5, 400) });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ changeId: 'c', method: expect.stringMatching(/cusum/) });
    expect(found?.at).toBeGreaterThan(400);
    expect(found?.at).toBeLessThan(460);
    expect(Math.abs((found?.onset ?? 0) - 400)).toBeLessThan(15);
  });

  it('is named without any past', () => {
    expect(watched({ seed: 1, before: 0, lift: ofChange(5) })).toMatchObject([{ changeId: 'c' }]);
  });

  it('is named without a control, whether its users are told apart or not', () => {
    const all = {
      everybody: 'all',
      cohorts: { all: 1 },
      lift: (_: string, second: number) => (second >= 0 ? 5 : 1),
    };
    expect(watched({ seed: 1, ...all })).toMatchObject([{ changeId: 'c' }]);
    expect(watched({ seed: 1, cohorts: { c: 1 }, lift: ofChange(5) })).toMatchObject([{ changeId: 'c' }]);
  });

  it.each(seeds)('is named soon without a control after a past of twenty seconds (seed %i)', (seed) => {
    const short = { seed, before: 20, requests: 300, cohorts: { c: 1 } };
    expect(watched({ ...short, after: 120, lift: ofChange(8) })).toMatchObject([{ changeId: 'c' }]);
    expect(watched({ ...short, after: 120, slow: ofChange(2) })).toMatchObject([{ changeId: 'c' }]);
  });

  it('is named when it makes slow, by the mean, and by the tail', () => {
    const mean = watched({ seed: 1, after: 120, slow: ofChange(1.5) });
    expect(mean).toMatchObject([{ changeId: 'c', method: expect.stringMatching(/^latency-/) }]);
    expect(mean[0]?.at).toBeLessThan(15);
  });

  it('is named from windows of ten seconds and of a minute', () => {
    for (const windowSeconds of [10, 60]) {
      const [found] = watched({ seed: 2, windowSeconds, before: 1_200, lift: ofChange(5) });
      expect(found).toMatchObject({ changeId: 'c' });
      expect(found?.at).toBeLessThanOrEqual(Math.max(60, 2 * windowSeconds) + 1);
    }
  });

  it('is told again after it was over', () => {
    const twice = (cohort: string, second: number) =>
      cohort === 'c' && (second < 120 || second > 420) ? 8 : 1;
    expect(watched({ seed: 3, lift: twice }).map(({ changeId }) => changeId)).toEqual(['c', 'c']);
  });
});

describe('of two changes', () => {
  const cohorts = { control: 0.25, b: 0.25, c: 0.25, 'b+c': 0.25 };

  it.each(seeds)('the one that does harm is named, and not the other (seed %i)', (seed) => {
    const found = watched({ seed, cohorts, changes: ['b', 'c'], lift: ofChange(6) });
    expect(found.map(({ changeId }) => changeId)).toEqual(['c']);
  });

  it('neither is named when they were never apart', () => {
    const found = watched({
      seed: 1,
      cohorts: { control: 0.5, 'b+c': 0.5 },
      changes: ['b', 'c'],
      lift: ofChange(6),
    });
    expect(found).toHaveLength(1);
    expect(found[0]?.changeId).toBeUndefined();
  });
});

describe('what is no harm of a change', () => {
  const innocent: Record<string, Partial<Traffic>> = {
    'nothing at all': {},
    'errors in bursts of four': { burst: 4 },
    'fewer errors': { lift: ofChange(0.2) },
    'users of one percent': { requests: 500, cohorts: { control: 0.99, c: 0.01 } },
    'a tenth of the windows lost': { sent: (window) => (window.t % 10_000 === 3_000 ? undefined : window) },
    'a minute in which its users are not heard of': {
      sent: (window, second) => (window.cohort === 'c' && second > 200 && second < 260 ? undefined : window),
    },
    'a minute in which nobody is heard of': {
      sent: (window, second) => (second > 200 && second < 260 ? undefined : window),
    },
    'windows without requests': { requests: 0 },
    'a sender whose clock is wrong by a minute': {
      sent: (window) => (window.cohort === 'c' ? { ...window, t: window.t - 60_000 } : window),
    },
  };
  it.each(Object.entries(innocent))('is not told: %s', (_, traffic) => {
    const found = seeds.flatMap((seed) => watched({ seed, after: 900, ...traffic }));
    expect(found).toEqual([]);
  });

  it.each(seeds)('is told without a change, when all suffer alike (seed %i)', (seed) => {
    const found = watched({ seed, lift: (_, second) => (second >= 300 ? 6 : 1) });
    expect(found[0]?.at).toBeGreaterThan(300);
    expect(found.map(({ changeId }) => changeId)).toEqual([undefined]);
  });
});

describe('windows on their way', () => {
  const harm = { seed: 4, lift: ofChange(6, 100) };

  it('may come twice', () => {
    const once = lines(harm);
    const twice = once.flatMap((line) => [line, line]);
    expect(said(Watch.begin(), twice)).toEqual(said(Watch.begin(), once));
  });

  it('add up where several say the same', () => {
    const once = lines(harm);
    const apart = once.flatMap((line): WatchLine[] =>
      'change' in line ? [line] : ['one', 'two'].map((sender) => ({ ...line, sender })),
    );
    const [alone] = said(Watch.begin(), once);
    const [found] = said(Watch.begin(), apart);
    expect(found).toMatchObject({ changeId: 'c' });
    expect(found?.at).toBeLessThan(alone?.at ?? 0);
  });

  it('may come late and out of order', () => {
    let n = 0;
    const late = watched({
      ...harm,
      sent: (window) => ({ ...window, at: window.at + (n++ % 7 === 0 ? 4_000 : 0) }),
    });
    expect(late).toMatchObject([{ changeId: 'c' }]);
    expect(Math.abs((late[0]?.onset ?? 0) - 100)).toBeLessThan(20);
  });

  it('are put in order by the time of arrival where a clock is wrong', () => {
    const skewed = watched({
      ...harm,
      sent: (window) => (window.cohort === 'c' ? { ...window, t: window.t + 30_000 } : window),
    });
    expect(skewed).toMatchObject([{ changeId: 'c' }]);
    expect(Math.abs((skewed[0]?.onset ?? 0) - 100)).toBeLessThan(20);
  });
});

describe('a watch', () => {
  const all = lines({ seed: 5, lift: ofChange(5, 200), slow: () => 1, after: 260 });

  it.each([0.1, 0.5, 0.9])('goes on from a snapshot as if it had never stopped (at %f)', (share) => {
    const whole = Watch.begin();
    const expected = [...all.flatMap((line) => whole.take(line)), ...whole.finish()];
    const half = Math.floor(all.length * share);
    const first = Watch.begin();
    const before = all.slice(0, half).flatMap((line) => first.take(line));
    const second = Watch.restore(JSON.parse(JSON.stringify(first.snapshot())));
    const after = [...all.slice(half).flatMap((line) => second.take(line)), ...second.finish()];
    expect(expected).toHaveLength(1);
    expect([...before, ...after]).toEqual(expected);
  });

  it('refuses what is no snapshot, and says what to do', () => {
    expect(() => Watch.restore({ some: 'thing' })).toThrow(/no snapshot of a watch. Begin anew/);
  });

  it('never looks ahead: what comes later changes nothing that was said', () => {
    const [first] = said(Watch.begin(), all);
    const upTo = all.filter(({ at }) => at <= 1_700_000_000_000 + (first?.at ?? 0) * 1_000);
    expect(said(Watch.begin(), upTo)).toEqual([first]);
  });

  it('forgets series and changes that are gone', () => {
    const watch = Watch.begin();
    for (let n = 0; n < 300; n++) {
      const at = n * 3_600_000;
      const id = `c${n}`;
      watch.take({ t: at, at, change: { id, service: `s${n}`, exposure: 1 } });
      for (let s = 1; s < 20; s++) {
        const t = at + s * 1_000;
        watch.take({ t, at: t, service: `s${n}`, cohort: id, metric: 'errors', total: 10, bad: 0 });
      }
    }
    expect(JSON.stringify(watch.snapshot()).length).toBeLessThan(60_000);
  });
});

describe('silence', () => {
  it('is not that of a change that has become the normal, two hours after its step', () => {
    const becomesNormal = (window: WindowLine, second: number) =>
      second > 7_200 ? { ...window, cohort: 'control' } : window;
    const long = { windowSeconds: 10, after: 7_800, cohorts: { c: 1 }, sent: becomesNormal };
    expect(watched({ seed: 6, ...long })).toEqual([]);
  });

  it('of the users of a change is told when others have traffic and their sender says “none”', () => {
    const [found, ...more] = watched({
      seed: 6,
      sent: (window, second) =>
        window.cohort === 'c' && second >= 200 ? { ...window, total: 0, bad: 0 } : window,
    });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ changeId: 'c', method: 'silence', onset: 200 });
    expect(found?.at).toBeLessThan(270);
  });

  it('is nothing where a request comes every twenty seconds', () => {
    const cohorts = { control: 0.999, c: 0.001 };
    for (const seed of seeds) {
      expect(watched({ seed, requests: 50, after: 1_800, cohorts })).toEqual([]);
    }
  });

  it('is expected of a change that was taken back', () => {
    const all = lines({
      seed: 6,
      sent: (window, second) => (window.cohort === 'c' && second >= 200 ? undefined : window),
    });
    const at = 1_700_000_200_000;
    const back = { t: at, at, change: { id: 'c', service: 'checkout', exposure: 0 } };
    const withBack = [...all, back].sort((one, other) => one.at - other.at);
    expect(said(Watch.begin(), withBack)).toEqual([]);
  });
});

it('pages when an objective that was given is used up too fast, whatever else is seen', () => {
  const watch = Watch.begin({ objectives: { errors: 0.999 } });
  const found = said(
    watch,
    lines({ seed: 7, errors: 0.03, after: 3_600, everybody: 'all', cohorts: { all: 1 }, changes: [] }),
  );
  expect(found.map(({ method }) => method)).toEqual(['burn-rate']);
});

it('sees a crash loop in a metric that counts restarts', () => {
  const watch = Watch.begin();
  const at = (second: number) => 1_700_000_000_000 + second * 1_000;
  const line = (second: number, bad: number) =>
    watch.take({
      t: at(second),
      at: at(second),
      service: 'a',
      cohort: 'c',
      metric: 'restarts',
      total: 0,
      bad,
    });
  watch.take({ t: at(0), at: at(0), change: { id: 'c', service: 'a' } });
  const restarts = new Set([12, 30, 60, 115]);
  const found = Array.from({ length: 200 }, (_, n) => line(n + 1, restarts.has(n + 1) ? 1 : 0)).flat();
  expect(found).toMatchObject([{ anomaly: { changeId: 'c', method: 'crash-loop' } }]);
});
