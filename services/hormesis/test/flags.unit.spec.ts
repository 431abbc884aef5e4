import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ramp } from '@hormesis/api';
import { describe, expect, it } from 'vitest';
import { rampGuard } from '../src/flags/ramp-guard.js';
import { rampLines } from '../src/flags/ramp-lines.js';
import { rampPolicy } from '../src/flags/ramp-policy.js';
import { bakes, percentages, rampSteps } from '../src/flags/ramp-steps.js';
import { createProgram } from '../src/program.js';
import { callable } from './harness/document.js';

describe('the steps of a ramp', () => {
  it('are shares with how long each is watched', () => {
    expect(rampSteps(percentages('1,10,100'), bakes('60s'))).toEqual([
      { percentage: 1, bakeSeconds: 60 },
      { percentage: 10, bakeSeconds: 60 },
      { percentage: 100, bakeSeconds: 60 },
    ]);
    expect(rampSteps(percentages('0.5%, 100%'), bakes('90s,2h'))).toEqual([
      { percentage: 0.5, bakeSeconds: 90 },
      { percentage: 100, bakeSeconds: 7_200 },
    ]);
  });

  it.each(['', '0,10', '10,200', 'ten', '1,,2'])('are not "%s"', (text) => {
    expect(() => percentages(text)).toThrow(/no steps/);
  });

  it('need a duration, one for all or one each', () => {
    expect(() => bakes('60')).toThrow(/60s, 5m, 2h/);
    expect(() => bakes('0s')).toThrow(/duration/);
    expect(() => rampSteps([1, 10, 100], [60, 60])).toThrow(/3 steps and 2 durations/);
  });
});

describe('a ramp policy', () => {
  const proposed = {
    variant: 'on',
    steps: [{ percentage: 1, bakeSeconds: 600 }],
    guards: [],
    onAnomaly: 'kill',
  };
  const read = (text: string) => rampPolicy(text, { key: 'cart', path: 'cart.ramp.json' });

  it('is what the ramp of its flag takes', () => {
    expect(read(JSON.stringify({ flag: 'cart', ...proposed }))).toEqual(proposed);
    expect(read(JSON.stringify(proposed))).toEqual(proposed);
  });

  it.each([
    ['{"flag": "basket"}', /cart.ramp.json is about the flag basket, not cart/],
    ['[]', /cart.ramp.json is no ramp policy/],
    ['steps: 1', /no ramp policy/],
  ])('is not %s', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('a guard', () => {
  it.each([
    ['http.errors', { metric: 'http.errors' }],
    ['http.errors@payments', { metric: 'http.errors', service: 'payments' }],
    [
      'http.errors@payments/production<2%',
      { metric: 'http.errors', service: 'payments', environment: 'production', worstRatio: 0.02 },
    ],
    ['http.errors<0.5', { metric: 'http.errors', worstRatio: 0.5 }],
  ])('is written as %s', (text, guard) => {
    expect(rampGuard(text)).toEqual(guard);
  });

  it.each(['', '@payments', 'http.errors<', 'http.errors<2', 'http.errors<200%', 'a b'])(
    'is not "%s"',
    (text) => {
      expect(() => rampGuard(text)).toThrow(/no guard/);
    },
  );
});

describe('a ramp on the screen', () => {
  const ramp: Ramp = {
    key: 'checkout-v2',
    id: 'e-1',
    variant: 'on',
    phase: 'running',
    steps: [
      { percentage: 1, bakeSeconds: 60 },
      { percentage: 100, bakeSeconds: 7_200 },
    ],
    step: 1,
    percentage: 1,
    began: '2026-01-05T10:00:00Z',
    nextStepAt: '2026-01-05T10:01:00Z',
    onAnomaly: 'pause',
    guards: [
      {
        metric: 'http.errors',
        service: 'checkout',
        environment: 'production',
        cohort: null,
        worstRatio: 0.02,
        minRequests: 20,
        total: 7,
        bad: 1,
        newest: null,
      },
    ],
    pause: null,
  };

  it('says where it is, what comes next, and what was measured', () => {
    expect(rampLines(ramp, new Date('2026-01-05T10:00:18Z'))).toEqual([
      'checkout-v2  1 % on, step 1 of 2, running, next in 42 s',
      '',
      '>  1 %    60 s',
      '   100 %  2 h',
      '',
      'GUARD        OF                   REQUESTS        BAD  WORST',
      'http.errors  checkout/production  7 of 20 needed  1    2 %',
    ]);
  });

  it('says why it stays where it is', () => {
    const at = '2026-01-05T10:00:30Z';
    const because = (pause: Partial<NonNullable<Ramp['pause']>>) =>
      rampLines(
        {
          ...ramp,
          phase: 'paused',
          nextStepAt: null,
          pause: { cause: 'person', at, reason: null, metric: null, ...pause },
        },
        new Date(at),
      ).slice(0, 2);
    expect(because({ reason: 'lunch' })).toEqual([
      'checkout-v2  1 % on, step 1 of 2, paused',
      '  Paused by a person: lunch',
    ]);
    expect(because({ cause: 'no-data', metric: 'http.errors' })[1]).toMatch(/No data of http.errors/);
    expect(because({ cause: 'flag-off' })[1]).toMatch(/Turn it on and resume/);
  });
});

describe('what the how-to pages show', () => {
  const commands = callable(createProgram());
  const pages = ['ramp-a-flag.md', 'gate-user-facing-changes.md', 'use-flags.md'];
  const lines = pages.flatMap((page) => {
    const text = readFileSync(join(import.meta.dirname, '../../../docs/how-to', page), 'utf8');
    return [...text.matchAll(/hormesis ((?:flags|gate) [^`\n]+)/g)].map(([, line = '']) => line);
  });

  it.each(lines)('is a call that there is: hormesis %s', (line) => {
    const found = commands.find(({ name }) => line.startsWith(`${name} `) || line === name);
    expect(found, line).toBeDefined();
    const known = found?.command.options.map(({ long }) => long);
    for (const [option] of line.matchAll(/--[\w-]+/g)) expect(known).toContain(option);
  });

  it('is something', () => {
    expect(lines.length).toBeGreaterThan(8);
  });
});
