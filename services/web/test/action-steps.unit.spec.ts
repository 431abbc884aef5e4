import { describe, expect, it } from 'vitest';
import { actionSteps, escalationOf, whyOf } from '../src/pages/incident/action-steps.js';
import { ordersFor } from '../src/pages/incident/orders-for.js';
import { rankingBehind, rankingsOf } from '../src/pages/incident/rankings-of.js';
import { termsInWords } from '../src/pages/incident/term-words.js';
import { withheldWords } from '../src/pages/incident/withheld-words.js';
import { incidentOf } from '../src/watch/concerns-change.js';
import { incidents, liveIncident } from './mock/incident-fixtures.js';
import { pastTimeline } from './mock/past-timeline.js';
import { incidentTimeline } from './mock/timeline-fixtures.js';
import { watches } from './mock/watch-fixtures.js';

const now = Date.UTC(2026, 10, 16, 12);
const entries = incidentTimeline(now);
const live = incidents(now)[0] as ReturnType<typeof incidents>[number];

describe('what became of an action', () => {
  it('is told step by step, in order of time, with what was measured', () => {
    const steps = actionSteps('act-0', pastTimeline(now));
    expect(steps.map(({ word }) => word)).toEqual([
      'Requested',
      'Done in 84 ms',
      'Verified: well again after 4 min 23 s',
      'Judged right by the recovery',
    ]);
    expect(steps[2]?.detail).toContain('4 of 3120');
  });

  it('is only that of the action', () => {
    expect(actionSteps('act-pause', entries).map(({ word }) => word)).toEqual([
      'Requested',
      'Done in 41 ms',
      'Did not help in time',
    ]);
    expect(actionSteps('act-other', entries)).toEqual([]);
  });

  it('has why it was left to a person', () => {
    expect(whyOf('act-1', entries).withheld.map(withheldWords)).toContain(
      'The policy does not let it go so far.',
    );
    expect(whyOf('act-pause', entries)).toEqual({ reason: 'Attributed to this ramp.', withheld: [] });
  });
});

it('an escalation stands until it is well again', () => {
  expect(escalationOf(entries)).toMatchObject({ next: 'act-1' });
  const [first] = pastTimeline(now);
  const recovered = {
    ...(first as (typeof entries)[number]),
    name: 'incident.recovered',
    time: new Date(now).toISOString(),
  };
  expect(escalationOf([...entries, recovered])).toBeUndefined();
});

it('only what makes sense can be ordered', () => {
  expect(ordersFor({ state: 'requested', verdict: null })).toEqual(['stop']);
  expect(ordersFor({ state: 'completed', verdict: null })).toEqual(['undo', 'confirm', 'reject']);
  expect(ordersFor({ state: 'completed', verdict: 'confirmed' })).toEqual(['undo', 'reject']);
  expect(ordersFor({ state: 'refused', verdict: null })).toEqual([]);
});

describe('rankings', () => {
  const rankings = rankingsOf(entries);

  it('are the newest first, and say what is different', () => {
    expect(rankings.map(({ eventId }) => eventId)).toEqual(['evt-ranked-again', 'evt-ranked']);
    expect(rankings[0]?.difference).toContainEqual({
      change: 'evt-ramp',
      subject: 'checkout-tax-v2',
      before: 0.48,
      after: 0.62,
    });
  });

  it('are matched with what the incident shows', () => {
    expect(rankingBehind(rankings, live.candidates)?.eventId).toBe('evt-ranked-again');
    expect(rankingBehind(rankings, [])).toBeUndefined();
  });

  it('of a shape that is not known are left out', () => {
    expect(rankingsOf(entries.map((entry) => ({ ...entry, data: { odd: true } })))).toEqual([]);
  });
});

it('terms are said by weight, as times', () => {
  expect(
    termsInWords({ prior: -0.9, stated: 2.6, none: 0.01 }).map(({ word, times }) => `${times} ${word}`),
  ).toEqual(['×\u00a013 what the anomaly says of its users', '÷\u00a02.5 time, place and reach']);
  expect(termsInWords(undefined)).toEqual([]);
});

it('a watched change leads to the incident that is attributed to it', () => {
  expect(watches(now).items.map((watch) => incidentOf(watch, incidents(now)))).toEqual([
    liveIncident,
    undefined,
  ]);
});
