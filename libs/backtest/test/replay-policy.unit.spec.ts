import {
  BadPolicy,
  type PastChange,
  type PastIncident,
  PolicyReplay,
  parseRampPolicy,
} from '@hormesis/backtest';
import { describe, expect, it } from 'vitest';
import { at, change, incident } from './past.js';
import { record, type Traffic } from './record.js';

const period = { from: at(0), to: at(1) };
const ramp = JSON.stringify({
  service: 'checkout',
  steps: [
    { percentage: 5, bakeSeconds: 600 },
    { percentage: 50, bakeSeconds: 600 },
    { percentage: 100, bakeSeconds: 600 },
  ],
});

type Given = {
  policy?: string;
  incidents?: readonly PastIncident[];
  changes: readonly PastChange[];
  traffic: readonly Traffic[];
};

function replay({ policy = ramp, incidents = [], changes, traffic }: Given) {
  const question = {
    name: 'ramp',
    policy: parseRampPolicy(policy),
    facts: { incidents, changes },
    period,
    origin: null,
  };
  const replaying = new PolicyReplay(question);
  for (const service of replaying.services) {
    const recorder = record(...traffic);
    replaying.take(recorder, service, recorder.windows);
  }
  return replaying.report().report;
}

const began = at(0, 120);
const stopped = at(0, 140);
const isHarmed = (end: number) => end > began && end <= stopped;
const bad = change('dep-bad', began, {
  incident: 'inc-1',
  steps: [
    { at: began, exposure: 100 },
    { at: stopped, exposure: 0 },
  ],
});
const good = change('dep-good', at(0, 300));
const caused = incident('inc-1', began, {
  detectedAt: at(0, 130),
  stoppedAt: stopped,
  endedAt: at(0, 145),
  change: { id: 'dep-bad', at: began },
});
const everybody: Traffic = {
  from: at(0),
  to: at(0, 480),
  total: 500,
  bad: (end) => (isHarmed(end) ? 150 : 3),
};

describe('the replay of a flag policy', () => {
  it('stops a bad change among few users, and says whom that spares', () => {
    const { verdict, recall, savedUserSeconds, goodChanges, reason } = replay({
      incidents: [caused],
      changes: [bad, good],
      traffic: [everybody],
    });
    expect(verdict).toBe('passed');
    expect(recall).toMatchObject({ caught: 1, of: 1 });
    // 20 min of 147 bad requests too many in 10 s, of which a part of 5 % of the users is left.
    expect(savedUserSeconds).toBeGreaterThan(0.9 * 120 * 147);
    expect(savedUserSeconds).toBeLessThan(120 * 147);
    expect(goodChanges).toMatchObject({ of: 1, stopped: 0, addedHours: 0.3333 });
    expect(reason).toMatch(/lived through 5 times/);
  });

  it('tells those who had the change from the others where they were recorded apart', () => {
    const flagged = change('ramp-1', began, {
      kind: 'flag',
      flag: 'new-cart',
      steps: [
        { at: began, exposure: 50 },
        { at: stopped, exposure: 0 },
      ],
      incident: 'inc-1',
    });
    const half = { from: began, to: stopped, total: 250 };
    const { savedUserSeconds, verdict } = replay({
      incidents: [caused],
      changes: [flagged],
      traffic: [
        { ...everybody, to: began },
        { ...half, cohort: 'flag:new-cart', bad: () => 75 },
        { ...half, cohort: 'control', bad: () => 1 },
      ],
    });
    expect(verdict).toBe('passed');
    expect(savedUserSeconds).toBeGreaterThan(0.8 * 120 * 74);
    expect(savedUserSeconds).toBeLessThan(120 * 76);
  });

  it('holds where it pauses only', () => {
    const given = { incidents: [caused], changes: [bad], traffic: [everybody] };
    const paused = replay({ ...given, policy: ramp.replace('{', '{"onAnomaly":"pause",') });
    const killed = replay(given);
    expect(paused.savedUserSeconds).toBeLessThan(killed.savedUserSeconds ?? 0);
    expect(paused.savedUserSeconds).toBeGreaterThan(0);
  });

  it('is stopped by the worst ratio of a guard, too', () => {
    const guards = [{ service: 'checkout', metric: 'http.errors', worstRatio: 0.02, minRequests: 20 }];
    const { recall } = replay({
      policy: JSON.stringify({ ...JSON.parse(ramp), guards }),
      incidents: [caused],
      changes: [bad],
      traffic: [everybody],
    });
    expect(recall?.incidents[0]?.leadMs).toBeGreaterThan(8 * 60_000);
  });

  it('names what is not on record', () => {
    const { verdict, missing, savedUserSeconds } = replay({
      incidents: [caused],
      changes: [bad],
      traffic: [],
    });
    expect(verdict).toBe('not-evaluable');
    expect(savedUserSeconds).toBeNull();
    expect(missing).toEqual([
      expect.stringMatching(/service="checkout", environment="production" around the change dep-bad/),
    ]);
  });

  it('cannot tell what a change did to its own where only all users together were recorded', () => {
    const partly = change('v7', began, {
      steps: [
        { at: began, exposure: 10 },
        { at: stopped, exposure: 0 },
      ],
      incident: 'inc-1',
    });
    const { verdict, missing } = replay({ incidents: [caused], changes: [partly], traffic: [everybody] });
    expect(verdict).toBe('not-evaluable');
    expect(missing).toEqual([expect.stringMatching(/those who had the change v7 .* cohort version:v7/)]);
  });

  it('gives the same report for the same record', () => {
    const given = { incidents: [caused], changes: [bad, good], traffic: [everybody] };
    expect(JSON.stringify(replay(given))).toBe(JSON.stringify(replay(given)));
  });
});

describe('a flag policy', () => {
  it('is read from a proposed ramp', () => {
    const proposed = {
      flag: 'new-cart',
      variant: 'on',
      guard: { service: 'checkout', environment: 'production', metric: 'http.errors', stopAbove: 0.05 },
      steps: [
        { percentage: 1, hold: 'PT10M', definition: {} },
        { percentage: 100, hold: 'PT0S', definition: {} },
      ],
    };
    expect(parseRampPolicy(JSON.stringify(proposed))).toMatchObject({
      scope: { flag: 'new-cart' },
      steps: [
        { percentage: 1, bakeSeconds: 600 },
        { percentage: 100, bakeSeconds: 0 },
      ],
      guards: [{ metric: 'http.errors', worstRatio: 0.05 }],
      onAnomaly: 'kill',
    });
  });

  it('is refused with the field that is wrong', () => {
    const wrong = (text: string) => {
      try {
        parseRampPolicy(text);
      } catch (error) {
        return error instanceof BadPolicy ? error.message : error;
      }
    };
    expect(wrong('{')).toMatch(/it is not JSON/);
    expect(wrong('{"steps":[{"percentage":10,"hold":"ten"}]}')).toMatch(/steps.0: hold “ten” is no duration/);
    expect(wrong('{"steps":[{"percentage":50},{"percentage":10}]}')).toMatch(
      /steps.1.percentage: must be above/,
    );
  });
});
