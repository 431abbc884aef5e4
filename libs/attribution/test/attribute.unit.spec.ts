import type { Change } from '@hormesis/change';
import { describe, expect, it } from 'vitest';
import {
  type AnomalyToAttribute,
  attribute,
  type CohortWindow,
  differenceOf,
  priorsFrom,
} from '../src/index.js';

const now = new Date('2026-01-05T10:10:00.000Z');
const onset = '2026-01-05T10:08:00.000Z';
const ago = (seconds: number) => new Date(Date.parse(onset) - seconds * 1_000).toISOString();

const deployment = (eventId: string, at: string, over: Partial<Change> = {}): Change => ({
  eventId,
  source: '/ci',
  kind: 'deployment',
  service: 'checkout',
  environment: 'production',
  subject: 'checkout',
  summary: `checkout ${eventId} deployed`,
  at,
  exposure: 20,
  blamable: true,
  reversible: true,
  version: eventId,
  ...over,
});

const ask = (over: Partial<AnomalyToAttribute> = {}) =>
  attribute({
    anomaly: { service: 'checkout', environment: 'production', onset },
    changes: [deployment('old-one', ago(1_500)), deployment('new-one', ago(30))],
    now,
    ...over,
  });
const probability = (of: ReturnType<typeof attribute>, id: string) =>
  of.candidates.find(({ change }) => change?.eventId === id)?.probability ?? 0;

describe('which change explains an anomaly', () => {
  it('is by time and closeness alone the latest of the service', () => {
    const ranked = ask();
    expect(ranked.candidates[0]?.change?.eventId).toBe('new-one');
    expect(ranked.method).toBe('posterior/2');
    expect(ranked.candidates.reduce((sum, one) => sum + one.probability, 0)).toBeCloseTo(1, 9);
  });

  it('is the one whose users fare worse, if the anomaly names it with strong evidence', () => {
    const evidence = { logEvidence: 12, exposedBad: 40, exposedTotal: 100, controlBad: 1, controlTotal: 100 };
    const named = ask({
      anomaly: {
        service: 'checkout',
        environment: 'production',
        onset,
        change: { id: 'old-one', source: '/ci' },
        evidence,
      },
    });
    expect(named.candidates[0]?.change?.eventId).toBe('old-one');
    expect(named.causes).toContain('old-one');
    expect(named.candidates[0]?.evidence.join()).toContain('40.0 % bad against 1.0 %');
    expect(probability(named, 'new-one')).toBeLessThan(probability(ask(), 'new-one'));
  });

  it('trusts no test without limit', () => {
    const by = (logEvidence: number) =>
      probability(
        ask({
          anomaly: {
            service: 'checkout',
            environment: 'production',
            onset,
            change: { id: 'old-one' },
            evidence: { logEvidence },
          },
        }),
        'old-one',
      );
    expect(by(60)).toBe(by(6));
    expect(by(4)).toBeLessThan(by(6));
  });

  it('knows a change by another of its steps', () => {
    const changes = [
      deployment('step-1', ago(600), { version: 'v2', exposure: 5 }),
      deployment('step-2', ago(60), { version: 'v2', exposure: 20 }),
    ];
    const change = { id: 'step-1' };
    const named = ask({
      changes,
      anomaly: { service: 'checkout', environment: 'production', onset, change },
    });
    expect(named.candidates[0]).toMatchObject({ change: { eventId: 'step-2' }, terms: { stated: 3 } });
  });

  it('is less likely one whose users fare no worse than the others, by the windows of each', () => {
    const windows = (bad: number): CohortWindow[] =>
      Array.from({ length: 60 }, (_, n) => n * 10_000)
        .flatMap((past) => [
          { service: 'checkout', cohort: 'new-one', end: now.getTime() - past, total: 500, bad },
          { service: 'checkout', cohort: 'control', end: now.getTime() - past, total: 500, bad: 1 },
        ])
        .filter(({ end, cohort }) => cohort === 'control' || end > Date.parse(ago(30)));
    const alike = probability(ask({ windows: windows(1) }), 'new-one');
    const worse = probability(ask({ windows: windows(100) }), 'new-one');
    expect(alike).toBeLessThan(probability(ask(), 'new-one'));
    expect(worse).toBeGreaterThan(probability(ask(), 'new-one'));
  });

  it('leans on recoveries of such changes before', () => {
    const labels = Array.from({ length: 12 }, () => [
      { service: 'checkout', kind: 'deployment', recovered: false },
      { service: 'catalog', kind: 'deployment', recovered: true },
    ]).flat();
    const ranked = ask({ priors: priorsFrom(labels) });
    expect(probability(ranked, 'new-one')).toBeLessThan(probability(ask(), 'new-one'));
    expect(ranked.candidates[0]?.terms.history ?? ranked.candidates[1]?.terms.history).toBeLessThan(0);
  });

  it('never makes possible what began too late', () => {
    const late = deployment('late', new Date(Date.parse(onset) + 60_000).toISOString());
    const change = { id: 'late' };
    const named = ask({
      changes: [late],
      anomaly: { service: 'checkout', environment: 'production', onset, change },
    });
    expect(probability(named, 'late')).toBe(0);
  });
});

describe('the difference of two rankings', () => {
  const candidate = (id: string | null, probability: number) => ({
    change: id === null ? null : deployment(id, onset),
    probability,
    evidence: [],
  });

  it('names whose probability is another, and who came or went', () => {
    const before = [candidate('a', 0.9), candidate(null, 0.1)].map(({ change, ...rest }) => ({
      ...rest,
      change: change && { ...change, service: 'checkout' },
    }));
    const after = [candidate('b', 0.6), candidate('a', 0.3), candidate(null, 0.1)];
    expect(differenceOf(before, after)).toEqual([
      { change: 'b', subject: 'checkout', before: null, after: 0.6 },
      { change: 'a', subject: 'checkout', before: 0.9, after: 0.3 },
    ]);
    expect(differenceOf(before, [candidate('a', 0.9), candidate(null, 0.1)])).toEqual([]);
  });
});
