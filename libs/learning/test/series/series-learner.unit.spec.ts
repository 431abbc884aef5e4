import { describe, expect, it } from 'vitest';
import { SeriesLearner } from '../../src/series/series-learner.js';
import { at, isIn, learnt, minute, noise, proposalOf, type Stretch, series } from './made.js';

const first: Stretch = [600, 620];
const again: Stretch[] = [
  [900, 930],
  [1200, 1215],
];
const all = [first, ...again];

describe('learning from one incident of a series', () => {
  it('proposes an alert on a rise, which fires once in each recurrence and not between', () => {
    const some = noise(1);
    const { taught, fired } = learnt(
      series(1500, (n) => 50 + 2 * some() + (isIn(n, all) ? 30 : 0)),
      first,
    );
    const proposal = proposalOf(taught);
    expect(proposal).toMatchObject({ kind: 'alert', family: 'threshold', above: true });
    expect(proposal.threshold).toBeGreaterThan(58);
    expect(proposal.threshold).toBeLessThan(75);
    expect(proposal.promql).toContain('METRIC');
    expect(proposal.instance.fires).toBe(at(600));
    expect(fired).toHaveLength(2);
    expect(fired.map((n) => isIn(n, again))).toEqual([true, true]);
  });

  it('finds recurrences that are weaker, and longer', () => {
    const some = noise(2);
    const { fired } = learnt(
      series(1500, (n) => 50 + 2 * some() + (isIn(n, [first]) ? 30 : 0) + (isIn(n, [[900, 1000]]) ? 15 : 0)),
      first,
    );
    expect(fired).toHaveLength(1);
    expect(fired[0]).toBeLessThan(905);
  });

  it('sees what goes down', () => {
    const some = noise(3);
    const { taught, fired } = learnt(
      series(1500, (n) => 200 + 5 * some() - (isIn(n, all) ? 120 : 0)),
      first,
    );
    expect(proposalOf(taught).above).toBe(false);
    expect(fired).toHaveLength(2);
  });

  it('knows the season: what is usual at noon is an incident at night', () => {
    const some = noise(4);
    const nights: Stretch[] = [
      [240 * 4 + 10, 240 * 4 + 20],
      [240 * 6 + 5, 240 * 6 + 15],
    ];
    const [one = first, other = first] = nights;
    const { taught, fired } = learnt(
      series(
        240 * 7,
        (n) => 100 - 80 * Math.cos((2 * Math.PI * n) / 240) + 3 * some() + (isIn(n, nights) ? 60 : 0),
      ),
      one,
    );
    expect(taught.kind).toBe('proposed');
    expect(fired).toHaveLength(1);
    expect(isIn(fired[0] ?? 0, [other])).toBe(true);
  });

  it('sees silence, at the moment at which it had become too long', () => {
    const some = noise(5);
    const { taught, fired } = learnt(
      series(1500, (n) => (isIn(n, all) ? undefined : 50 + some())),
      first,
    );
    expect(proposalOf(taught)).toMatchObject({ family: 'silence' });
    expect(proposalOf(taught).promql).toMatch(/^absent_over_time\(METRIC\[\d+[ms]\]\)$/);
    expect(fired).toHaveLength(2);
    expect(fired.map((n) => isIn(n, again))).toEqual([true, true]);
  });

  it('takes points without a value for silence, too', () => {
    const some = noise(6);
    const { fired } = learnt(
      series(1500, (n) => (isIn(n, all) ? null : 50 + some())),
      first,
    );
    expect(fired.map((n) => isIn(n, again))).toEqual([true, true]);
  });

  it('sees a value that is stuck', () => {
    const some = noise(7);
    let stuck = 0;
    const { taught, fired } = learnt(
      series(1500, (n) => {
        if (!isIn(n, all)) stuck = 50 + some();
        return stuck;
      }),
      first,
    );
    expect(['flatline', 'roughness']).toContain(proposalOf(taught).family);
    expect(fired).toHaveLength(2);
  });

  it('sees a restless stretch of the same mean', () => {
    const some = noise(8);
    const { taught, fired } = learnt(
      series(1500, (n) => 50 + (isIn(n, all) ? 8 : 1) * some()),
      first,
    );
    expect(taught.kind).toBe('proposed');
    expect(new Set(fired.map((n) => again.findIndex((one) => isIn(n, [one]))))).toEqual(new Set([0, 1]));
  });

  it('follows a slow drift', () => {
    const some = noise(9);
    const { fired } = learnt(
      series(3000, (n) => 50 + n / 50 + some() + (isIn(n, [first, [2500, 2520]]) ? 12 : 0)),
      first,
    );
    expect(fired).toHaveLength(1);
    expect(isIn(fired[0] ?? 0, [[2500, 2520]])).toBe(true);
  });
});

describe('withholding a proposal', () => {
  it('abstains where the window is as normal as any, with figures', () => {
    for (const seed of [11, 12, 13]) {
      const some = noise(seed);
      const { taught, fired } = learnt(
        series(1500, () => 50 + some()),
        first,
      );
      expect(taught).toMatchObject({
        kind: 'withheld',
        reason: expect.stringMatching(/cannot be told from|worth it/),
      });
      expect(fired).toEqual([]);
    }
  });

  it('says that there was too little normal before', () => {
    const { taught } = learnt(
      series(40, (n) => (n < 12 ? 50 + (n % 3) : 90)),
      [12, 20],
    );
    expect(taught).toMatchObject({ kind: 'withheld', reason: expect.stringContaining('it takes 20') });
  });

  it('learns from a later incident if the first one taught nothing', () => {
    const some = noise(16);
    const learner = new SeriesLearner();
    const kinds: string[] = [];
    for (let n = 0; n < 1000; n += 1) {
      learner.take({ t: at(n), value: 50 + some() + (isIn(n, [[700, 715]]) ? 20 : 0) });
      if (n === 400) kinds.push(learner.learn(at(n), { from: at(380), to: at(400) }).kind);
      if (n === 715) kinds.push(learner.learn(at(n), { from: at(700), to: at(715) }).kind);
    }
    expect(kinds).toEqual(['withheld', 'proposed']);
  });
});

describe('incidents once there is an alert', () => {
  it('were caught, or missed', () => {
    const some = noise(17);
    const learner = new SeriesLearner();
    const kinds: string[] = [];
    for (let n = 0; n < 1500; n += 1) {
      learner.take({
        t: at(n),
        value:
          50 +
          some() +
          (isIn(n, [
            [600, 620],
            [900, 920],
          ])
            ? 20
            : 0),
      });
      if (n === 620) kinds.push(learner.learn(at(n), { from: at(600), to: at(620) }).kind);
      if (n === 920) kinds.push(learner.learn(at(n), { from: at(900), to: at(920) }).kind);
      if (n === 1400) kinds.push(learner.learn(at(n), { from: at(1380), to: at(1400) }).kind);
    }
    expect(kinds).toEqual(['proposed', 'caught', 'missed']);
  });
});

describe('what is no incident', () => {
  const learner = new SeriesLearner();
  for (let n = 0; n < 100; n += 1) learner.take({ t: at(n), value: n % 7 });

  it.each([
    ['ends before it begins', { from: at(60), to: at(50) }, /exchange “from” and “to”/],
    ['has not ended', { from: at(90), to: at(120) }, /tell it when it has ended/],
    ['ended before the first point', { from: at(-20), to: at(-10) }, /before the first point/],
  ])('is refused: it %s', (_, incident, reason) => {
    expect(learner.learn(at(99), incident)).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it('is refused before there is a series', () => {
    expect(new SeriesLearner().learn(at(9), { from: at(1), to: at(2) })).toMatchObject({ kind: 'refused' });
  });
});

describe('points that come too late', () => {
  it('are passed over', () => {
    const learner = new SeriesLearner();
    learner.take({ t: at(5), value: 1 });
    expect(learner.late(at(4))).toBe(true);
    expect(learner.late(at(5))).toBe(false);
    expect(learner.take({ t: at(4), value: 1e9 })).toBeUndefined();
    expect(learner.late(at(5) - minute)).toBe(true);
  });
});
