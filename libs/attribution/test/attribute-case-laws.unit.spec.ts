import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeCase, type Case, type CaseSeries, verdictOf } from '../src/index.js';
import { alertAt, brokenCanary, canary, minute } from './cases.js';

const value = fc.option(fc.double({ min: 0, max: 500, noNaN: true }), { nil: null });
const anyPoint = fc.record({
  t: fc.integer({ min: -90, max: 20 }).map((n) => alertAt + n * minute),
  success: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
  latencyMs: value,
  cpu: value,
  memory: value,
});
const name = fc.constantFrom('frontend', 'checkout', 'catalog', 'payment');
const anySeries: fc.Arbitrary<CaseSeries> = fc.record({
  pod: fc.constantFrom('p1', 'p2', 'p3'),
  service: name,
  version: fc.constantFrom('v1', 'v2', null),
  from: fc.option(name, { nil: null }),
  to: fc.option(name, { nil: null }),
  points: fc.array(anyPoint, { maxLength: 30 }),
});
const anyStep = fc.record({
  start: fc.integer({ min: -60, max: 5 }).map((n) => alertAt + n * minute),
  end: fc.constant(null),
  replicas: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
});
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    services: fc.array(fc.tuple(name, fc.array(anyStep, { maxLength: 3 })), { maxLength: 4 }),
    series: fc.array(anySeries, { maxLength: 8 }),
    alert: fc.option(name, { nil: undefined }),
    edges: fc.array(fc.record({ from: name, to: name }), { maxLength: 5 }),
  })
  .map(({ services, series, alert, edges }) => ({
    t: alertAt,
    changes: services.map(([service, steps], n) => canary(`change-${n}`, service, 10, { steps })),
    ...{ series, edges },
    ...(alert === undefined ? {} : { alert: { service: alert } }),
  }));

const shuffle = <T>(items: readonly T[], by: number): T[] =>
  items
    .map((item, n) => ({ item, order: Math.imul(n + 1, by | 1) >>> 8 }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);

const told = (given: Case) =>
  attributeCase(given).ranking.map(({ changeId, probability }) => [changeId, probability.toFixed(9)]);

describe('whatever the case', () => {
  it('probabilities are none below 0, and with none they add up to 1', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { ranking, none } = attributeCase(given);
        const all = [none.probability, ...ranking.map(({ probability }) => probability)];
        expect(all.every((one) => one >= 0 && one <= 1)).toBe(true);
        expect(all.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        const verdict = verdictOf({ ranking, none });
        if ('ranking' in verdict) {
          expect(verdict.ranking.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(
            1,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the order in which it is told does not matter', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 1_000_000 }), (given, by) => {
        const other = {
          ...given,
          changes: shuffle(given.changes, by),
          edges: shuffle(given.edges, by),
          series: shuffle(given.series, by).map((one) => ({ ...one, points: shuffle(one.points, by) })),
        };
        expect(told(other)).toEqual(told(given));
      }),
      { numRuns: 60 },
    );
  });

  it('nothing later than the alert matters', () => {
    fc.assert(
      fc.property(anyCase, fc.array(anyPoint, { minLength: 1, maxLength: 5 }), (given, points) => {
        const later = points.map((point) => ({ ...point, t: alertAt + 1 + Math.abs(point.t - alertAt) }));
        const series = given.series.map((one) => ({ ...one, points: [...one.points, ...later] }));
        const changes = [...given.changes, canary('later', 'checkout', -3)];
        expect(told({ ...given, series, changes })).toEqual(told(given));
      }),
      { numRuns: 60 },
    );
  });
});

it('a change that nothing ties to the alert hardly moves the guilty one', () => {
  const guilty = (given: Case) =>
    attributeCase(given).ranking.find(({ changeId }) => changeId === 'guilty')?.probability ?? 0;
  const given = brokenCanary();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 6 }), (ago, count) => {
      const more = Array.from({ length: count }, (_, n) => canary(`other-${n}`, `elsewhere-${n}`, ago));
      expect(guilty({ ...given, changes: [...given.changes, ...more] })).toBeGreaterThan(guilty(given) - 0.1);
    }),
    { numRuns: 20 },
  );
});
