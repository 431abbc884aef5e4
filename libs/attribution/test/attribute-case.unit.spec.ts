import { describe, expect, it } from 'vitest';
import {
  attributeCase,
  type Case,
  priorsFrom,
  sentencesOf,
  sentencesOfNone,
  verdictOf,
} from '../src/index.js';
import { alertAt, before, brokenCanary, canary, caseOf, fresh, old, pod } from './cases.js';

const first = (given: Case) => attributeCase(given).ranking[0];
const ranked = (given: Case, id: string) =>
  attributeCase(given).ranking.find(({ changeId }) => changeId === id)?.probability ?? 0;

describe('which change is behind an alert', () => {
  it('is the one whose pods are worse than those without it, though another is later', () => {
    const { ranking, none } = attributeCase(brokenCanary());
    expect(ranking[0]?.changeId).toBe('guilty');
    expect(ranking[0]?.probability).toBeGreaterThan(0.9);
    expect(none.probability).toBeLessThan(0.1);
  });

  it('is found without an alerting service, without versions and without edges', () => {
    const { alert: _alert, ...given } = brokenCanary({ edges: [] });
    const unversioned = given.series.map((series) => ({ ...series, version: null }));
    expect(first({ ...given, series: unversioned })?.changeId).toBe('guilty');
  });

  it('is found by latency as by errors', () => {
    const series = [
      ...old('checkout'),
      fresh('checkout', 14, { latencyMs: () => 90 }),
      ...old('catalog'),
      fresh('catalog', 3),
    ];
    expect(first(brokenCanary({ series }))?.changeId).toBe('guilty');
  });

  it('is found by pods that are slow from their first minutes on, before anybody else tells', () => {
    const series = [
      ...old('checkout'),
      fresh('checkout', 2, { latencyMs: () => 46 }),
      ...old('catalog'),
      fresh('catalog', 3),
    ];
    const changes = [canary('guilty', 'checkout', 3), canary('other', 'catalog', 4)];
    const { ranking, none } = attributeCase(brokenCanary({ changes, series }));
    expect(ranking[0]?.changeId).toBe('guilty');
    expect(ranking[0]?.probability).toBeGreaterThan(none.probability);
  });

  it('is found after all pods were replaced, by what was before', () => {
    const steps = [{ start: before(12), end: before(11), replicas: 3 }];
    const given = caseOf({
      alert: { service: 'checkout' },
      changes: [canary('guilty', 'checkout', 12, { replicas: 3, steps }), canary('other', 'catalog', 13)],
      series: [
        ...old('checkout', 3, { until: 12 }),
        ...[0, 1, 2].map((n) =>
          pod({ service: 'checkout', pod: `c-${n}`, version: 'v2', since: 11, success: () => 0.6 }),
        ),
        ...old('catalog'),
        fresh('catalog', 12),
      ],
    });
    expect(first(given)?.changeId).toBe('guilty');
    expect(first(given)?.probability).toBeCloseTo(0.85, 5);
  });

  it('is a change of what the alerting service calls sooner than one of what nothing ties to it', () => {
    const changes = [canary('called', 'payment', 5), canary('apart', 'warehouse', 5)];
    const given = caseOf({ alert: { service: 'checkout' }, changes });
    expect(first(given)?.changeId).toBe('called');
  });

  it('reads success as a share and as a percentage', () => {
    const asPercent = brokenCanary();
    const series = asPercent.series.map((one) => ({
      ...one,
      points: one.points.map((point) => ({ ...point, success: (point.success ?? 0) * 100 })),
    }));
    expect(ranked({ ...asPercent, series }, 'guilty')).toBeCloseTo(ranked(asPercent, 'guilty'), 2);
  });
});

describe('no change is behind an alert', () => {
  it('where the service that is ill was not changed, and the changed ones are well', () => {
    const ill = (ago: number) => (ago <= 6 ? 0.5 : 0.999);
    const given = caseOf({
      alert: { service: 'payment' },
      changes: [canary('innocent', 'catalog', 8)],
      series: [...old('payment', 3, { success: ill }), ...old('catalog'), fresh('catalog', 7)],
    });
    expect(verdictOf(attributeCase(given))).toEqual({ none: true });
    expect(sentencesOfNone(attributeCase(given)).join()).toMatch(/payment is ill.*nobody changed it/);
  });

  it('where it got worse before the change began', () => {
    const ill = (ago: number) => (ago <= 20 ? 0.5 : 0.999);
    const series = [...old('checkout', 3, { success: ill }), fresh('checkout', 4, { success: ill })];
    const given = caseOf({
      alert: { service: 'checkout' },
      changes: [canary('innocent', 'checkout', 5)],
      series,
    });
    expect(ranked(given, 'innocent')).toBeLessThan(0.2);
  });

  it('where nothing had begun', () => {
    const later = canary('later', 'checkout', -1);
    expect(verdictOf(attributeCase(caseOf({ changes: [later] })))).toEqual({ none: true });
  });

  it('and is less likely where pods without the change got worse as much', () => {
    const ill = (ago: number) => (ago <= 13 ? 0.7 : 0.999);
    const alike = brokenCanary({
      series: [
        ...old('checkout', 3, { success: ill }),
        fresh('checkout', 14, { success: ill }),
        ...old('catalog'),
        fresh('catalog', 3),
      ],
    });
    expect(ranked(alike, 'guilty')).toBeLessThan(ranked(brokenCanary(), 'guilty') / 2);
  });
});

describe('the answer', () => {
  it('is best first, its probabilities at most 1, the rest being none', () => {
    const verdict = verdictOf(attributeCase(brokenCanary()));
    if ('none' in verdict) throw new Error('A change was expected.');
    const probabilities = verdict.ranking.map(({ probability }) => probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
    expect(probabilities.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1);
  });

  it('says why in words', () => {
    const [guilty] = attributeCase(brokenCanary()).ranking;
    if (!guilty) throw new Error('A change was expected.');
    expect(sentencesOf(guilty).join('; ')).toMatch(
      /changed checkout, 1 call below the alert; errors of calls from users are .* points worse at its pods/,
    );
  });

  it('orders equals by id', () => {
    const changes = ['b', 'a', 'c'].map((id) => canary(id, `service-${id}`, 5));
    const { ranking } = attributeCase(caseOf({ changes, edges: [] }));
    expect(ranking.map(({ changeId }) => changeId)).toEqual(['a', 'b', 'c']);
  });

  it('leans on what taking such changes back did before', () => {
    const given = caseOf({
      alert: { service: 'frontend' },
      changes: [canary('one', 'checkout', 5)],
      t: alertAt,
    });
    const labels = [true, true, true, true, true].flatMap((recovered) => [
      { service: 'checkout', kind: 'deployment', recovered },
      { service: 'catalog', kind: 'deployment', recovered: !recovered },
    ]);
    const more = attributeCase(given, { priors: priorsFrom(labels) }).ranking[0]?.probability ?? 0;
    expect(more).toBeGreaterThan(ranked(given, 'one'));
  });
});
