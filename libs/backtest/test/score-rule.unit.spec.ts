import {
  Coverage,
  type Firing,
  type Origin,
  type PastChange,
  type PastIncident,
  scoreRule,
} from '@hormesis/backtest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, change, incident, start } from './past.js';

const minute = 60_000;
const place = { service: 'checkout', environment: 'production' };

type Given = {
  days?: number;
  recordedFrom?: number;
  firings?: readonly Firing[];
  incidents?: readonly PastIncident[];
  changes?: readonly PastChange[];
  origin?: Partial<Origin> | null;
  reachMs?: number;
  others?: { name: string; firings: readonly Firing[] }[];
};

function report({
  days = 30,
  recordedFrom = start,
  firings = [],
  incidents = [],
  changes = [],
  origin = null,
  reachMs = 10 * minute,
  others = [],
}: Given) {
  const period = { from: start, to: at(days) };
  const coverage = new Coverage(period);
  const times = Float64Array.from(
    { length: Math.max(0, (period.to - recordedFrom) / minute) },
    (_, n) => recordedFrom + (n + 1) * minute,
  );
  if (times.length > 0) coverage.add(place, { times, length: times.length });
  return scoreRule({
    replayed: {
      name: 'TooManyErrors',
      firings,
      coverage,
      series: times.length > 0 ? 2 : 0,
      reachMs,
      metrics: null,
      selectors: ['hormesis_signal_bad_total{service="checkout"}'],
      unrecorded: [],
      others,
    },
    facts: { incidents, changes },
    origin: origin && {
      incident: 'inc-1',
      fingerprint: 'class-1',
      ...place,
      fittedUntil: null,
      variantsTried: 1,
      ...origin,
    },
    windows: times.length,
    imported: 0,
    exposedBetween: (_, from, to) => (to - from) / 1_000,
  });
}

const firing = (from: number, to = from + minute): Firing => ({ ...place, from, to });

describe('the report on a rule', () => {
  it('gives the lead on the incident that taught it, and what that saves', () => {
    const one = incident('inc-1', at(10));
    const { source, recall, savedUserSeconds, verdict } = report({
      incidents: [one],
      origin: {},
      firings: [firing(at(10, 2), at(10, 25))],
    });
    expect(source).toMatchObject({ incident: 'inc-1', leadMs: 8 * minute, part: 'score' });
    expect(recall).toMatchObject({ caught: 1, of: 1 });
    // It took 10 minutes from detection to the stop at minute 20; so it would have been stopped at minute 12.
    expect(savedUserSeconds).toBe(8 * 60);
    expect(verdict).toBe('passed');
  });

  it('counts what fires away from any incident of the place, and not what fires close to one', () => {
    const one = incident('inc-1', at(10));
    const elsewhere = incident('inc-2', at(20), { service: 'basket' });
    const { falseAlarms, verdict } = report({
      incidents: [one, elsewhere],
      firings: [firing(at(10, -9)), firing(at(10, 39)), firing(at(20)), firing(at(25)), firing(at(26))],
    });
    expect(falseAlarms?.count).toBe(3);
    expect(falseAlarms?.at[0]).toBe(new Date(at(20)).toISOString());
    expect(falseAlarms?.days).toBeCloseTo(30 - 51 / 1440, 3);
    expect(verdict).toBe('passed');
  });

  it('counts what fires in an incident that only a guard told of', () => {
    const opened = incident('inc-2', at(20), { confirmed: false });
    const { falseAlarms, recall } = report({
      incidents: [incident('inc-1', at(10)), opened],
      firings: [firing(at(10, 1)), firing(at(20))],
    });
    expect(falseAlarms).toMatchObject({ count: 1, at: [new Date(at(20)).toISOString()] });
    expect(recall).toMatchObject({ caught: 1, of: 1 });
  });

  it('does not pass what fires only when it was known already, unless it is to limit the harm', () => {
    const incidents = [incident('inc-1', at(10)), incident('inc-2', at(20))];
    const late = { incidents, firings: [firing(at(10, 12)), firing(at(20, 10))] };
    expect(report(late)).toMatchObject({ verdict: 'failed', recall: { caught: 2, of: 2 } });
    expect(report(late).reason).toMatch(/fires on none before it was detected otherwise/);
    expect(report({ ...late, origin: { limits: true } }).verdict).toBe('passed');
    const once = { incidents, firings: [firing(at(10, 12)), firing(at(20, 9))] };
    expect(report(once).verdict).toBe('passed');
    const fitted = { fittedUntil: at(10, 30) };
    const early = { incidents, origin: fitted, firings: [firing(at(10, 2)), firing(at(20, 12))] };
    expect(report(early).verdict).toBe('passed');
  });

  it('does not pass a rule that cries', () => {
    const { verdict, reason, falseAlarms } = report({
      incidents: [incident('inc-1', at(10))],
      firings: [firing(at(10, 1)), ...Array.from({ length: 9 }, (_, n) => firing(at(12 + n)))],
    });
    expect(verdict).toBe('failed');
    expect(reason).toMatch(/cries too often/);
    expect(falseAlarms).toMatchObject({ count: 9 });
  });

  it('counts a firing that stands once a day, and takes nothing for caught that fired before', () => {
    const { falseAlarms, recall, verdict } = report({
      incidents: [incident('inc-1', at(10, 30))],
      firings: [firing(at(8), at(12))],
    });
    expect(falseAlarms?.count).toBe(5);
    expect(recall).toMatchObject({ caught: 0, of: 1 });
    expect(verdict).toBe('failed');
  });

  it('tells no rate a week where the record is hours long', () => {
    const { reason } = report({
      days: 0.125,
      incidents: [incident('inc-1', at(0, 60))],
      firings: [firing(at(0, 61))],
    });
    expect(reason).toMatch(/0 false alarms in 2.15 h on record, too short a record to tell how many a week/);
    expect(reason).not.toMatch(/: 0 a week/);
    const cries = report({ days: 1, firings: [firing(at(0, 600))] }).reason;
    expect(cries).toMatch(/1 false alarm in 1 day on record: 7 a week as measured, too short a record/);
  });

  it('says what is missing, and never “0 false alarms”, where nothing is on record', () => {
    const { verdict, missing, falseAlarms, recall } = report({
      recordedFrom: at(30),
      incidents: [incident('inc-1', at(10))],
      origin: {},
    });
    expect(verdict).toBe('not-evaluable');
    expect(falseAlarms).toBeNull();
    expect(recall).toBeNull();
    expect(missing[0]).toMatch(/Series hormesis_signal_bad_total\{service="checkout"\}.*between 2026-01-05/);
  });

  it('cannot judge an incident that was over before the record began', () => {
    const { verdict, missing, falseAlarms } = report({
      recordedFrom: at(20),
      incidents: [incident('inc-1', at(10))],
      origin: {},
    });
    expect(verdict).toBe('not-evaluable');
    expect(falseAlarms?.count).toBe(0);
    expect(missing).toEqual([
      expect.stringMatching(/of inc-1: the record of that place begins at 2026-01-25/),
    ]);
  });

  it('names the good changes that it would have stopped, and the hours', () => {
    const changes = [
      change('dep-1', at(1)),
      change('dep-2', at(2)),
      change('dep-3', at(3), { incident: 'inc-9' }),
    ];
    const { goodChanges, verdict } = report({
      incidents: [incident('inc-1', at(10))],
      changes,
      firings: [firing(at(2, 29)), firing(at(3, 5)), firing(at(10, 1))],
    });
    expect(goodChanges).toEqual({ of: 2, stopped: 1, changes: ['dep-2'], addedHours: 1 });
    expect(verdict).toBe('failed');
  });

  it('says when another rule fires as early on all that it catches', () => {
    const { reason } = report({
      incidents: [incident('inc-1', at(10))],
      firings: [firing(at(10, 2))],
      others: [{ name: 'BurnsFast', firings: [firing(at(10, 1))] }],
    });
    expect(reason).toMatch(/BurnsFast fires as early on all that it catches/);
  });
});

describe('what a firing is about', () => {
  const first = incident('inc-1', at(10), { endedAt: at(10, 5) });
  const second = incident('inc-2', at(10, 9), { endedAt: at(10, 16) });
  const caught = (firings: readonly Firing[], incidents = [first, second]) =>
    report({ incidents, firings }).recall?.incidents.map(({ firedAt }) => firedAt);
  const time = (minutes: number) => new Date(at(10, minutes)).toISOString();

  it('is the incident that it begins in, and no later one', () => {
    expect(caught([firing(at(10, 1), at(10, 8))])).toEqual([time(1), null]);
  });

  it('is also one that begins while it still fires', () => {
    expect(caught([firing(at(10, 1), at(10, 12))])).toEqual([time(1), time(9)]);
  });

  it('is the nearest one, where it begins in none', () => {
    expect(caught([firing(at(10, 8))])).toEqual([null, time(8)]);
    expect(caught([firing(at(10, 6))])).toEqual([null, null]);
  });

  it('is every one that it begins in', () => {
    const within = incident('inc-2', at(10, 2), { endedAt: at(10, 16) });
    expect(caught([firing(at(10, 3))], [first, within])).toEqual([time(3), time(3)]);
  });

  it('is nothing once the rule no longer sees the incident', () => {
    const after = (minutes: number) =>
      report({
        incidents: [first],
        firings: [firing(at(10, 1)), firing(at(10, minutes))],
        reachMs: 2 * minute,
      });
    expect(after(7).falseAlarms?.count).toBe(0);
    expect(after(8).falseAlarms?.count).toBe(1);
  });

  it('is the good change that began since, not the incident before it', () => {
    const { falseAlarms, goodChanges } = report({
      incidents: [first],
      changes: [change('dep-2', at(10, 6))],
      firings: [firing(at(10, 1)), firing(at(10, 7))],
    });
    expect(falseAlarms?.count).toBe(1);
    expect(goodChanges).toMatchObject({ of: 1, stopped: 1, changes: ['dep-2'] });
  });

  it('belongs to one of incidents that lie apart, whatever fires', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20, max: 60 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 6, max: 30 }),
        (from, length, later) => {
          const other = incident('inc-2', at(10, later), { endedAt: at(10, later + 7) });
          const [one, two] = caught([firing(at(10, from), at(10, from + length))], [first, other]) ?? [];
          const both = one !== null && two !== null;
          expect(both && from + length <= later).toBe(false);
          expect(one === time(from) && two === time(from)).toBe(both && from === later);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('fit and score', () => {
  it('scores on what was recorded after the fit', () => {
    const incidents = [incident('inc-1', at(10)), incident('inc-2', at(20))];
    const { recall, falseAlarms, source, verdict, reason } = report({
      incidents,
      origin: { fittedUntil: at(10, 30), variantsTried: 7 },
      firings: [firing(at(5)), firing(at(10, 2)), firing(at(25))],
    });
    expect(verdict).toBe('failed');
    expect(reason).toMatch(/fires on none of 1 recorded incident of its class/);
    expect(source?.part).toBe('fit');
    expect(recall).toMatchObject({ caught: 0, of: 1 });
    expect(recall?.incidents.map(({ part }) => part)).toEqual(['fit', 'score']);
    expect(falseAlarms?.count).toBe(1);
  });

  it('says so where nothing is left to score on', () => {
    const { recall, reason, falseAlarms } = report({
      days: 10.05,
      incidents: [incident('inc-1', at(10))],
      origin: { fittedUntil: at(10, 30) },
      firings: [firing(at(5)), firing(at(10, 2))],
    });
    expect(reason).toMatch(/so these figures are of that data/);
    expect(recall).toMatchObject({ caught: 1, of: 1, incidents: [{ part: 'fit' }] });
    expect(falseAlarms?.count).toBe(1);
  });

  it('never counts a firing of the fit among those that are scored', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 29 * 1440 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 25 }),
        (minutes, fitted) => {
          const fittedUntil = at(fitted);
          const { falseAlarms } = report({
            incidents: [incident('inc-1', at(fitted, -60))],
            origin: { fittedUntil },
            firings: minutes.toSorted((a, b) => a - b).map((n) => firing(at(0, n))),
          });
          expect(falseAlarms?.at.every((time) => Date.parse(time) >= fittedUntil)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
});
