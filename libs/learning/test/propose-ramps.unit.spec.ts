import type { DataOf, EventOf, Proposer } from '@hormesis/events';
import type { Proposed, RampPolicy, Withheld } from '@hormesis/learning';
import { describe, expect, it } from 'vitest';
import { after, event } from './support/events.js';
import { answerOf, proposalOf, story, type Told } from './support/story.js';

const key = 'basket-cache';
const service = { service: { id: 'checkout' } };
const defined = (defaultVariant: string) =>
  event('featureflag.defined', key, after(-9_000), {
    ...service,
    definition: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant },
  });
const ramped = (percentage: number, seconds: number) =>
  event('featureflag.ramped', key, after(seconds), { ...service, variant: 'on', percentage });
const scheduled = (over: Partial<DataOf<'featureflag.rampscheduled'>> = {}) =>
  event('featureflag.rampscheduled', key, after(-400), {
    ...service,
    variant: 'on',
    steps: [
      { percentage: 25, bakeSeconds: 60 },
      { percentage: 100, bakeSeconds: 60 },
    ],
    guards: [],
    onAnomaly: 'pause',
    from: 0,
    ...over,
  });

const told = (...more: readonly EventOf[]): Told => {
  const change = ramped(25, -30);
  return { change, kind: 'flag', flagEvents: [defined('off'), ...more] };
};

describe('proposing how a flag is ramped', () => {
  it('begins below the share at which it hurt', () => {
    const proposal = proposalOf('ramp-steps', story(told(scheduled())));
    expect(proposal.data.title).toBe('Begin ramps of basket-cache at 1 %, not at 25 %');
    expect(rampOf(proposal).steps.map(({ percentage }) => percentage)).toEqual([1, 5, 25, 50, 100]);
    expect(rampOf(proposal)).toMatchObject({ flag: key, variant: 'on', onAnomaly: 'pause' });
  });

  it('watches each step for longer than this failure took to show', () => {
    const proposal = proposalOf('bake-time', story(told(scheduled())));
    expect(proposal.data.title).toBe('Watch each step of basket-cache for 10 min');
    expect(rampOf(proposal).steps.map(({ bakeSeconds }) => bakeSeconds)).toEqual([600, 600]);
  });

  it('guards the steps by the metric that got worse', () => {
    const guards = [{ metric: 'http.latency', service: 'checkout' }];
    const proposal = proposalOf('guard-metric', story(told(scheduled({ guards }))));
    expect(rampOf(proposal).guards).toEqual([
      { metric: 'http.latency', service: 'checkout' },
      {
        metric: 'http.errors',
        service: 'checkout',
        environment: 'production',
        worstRatio: 0.091,
        minRequests: 70,
      },
    ]);
    expect(proposal.data.rationale).toContain('guarded by http.latency, which did not show it');
  });

  it('turns the flag off on failure, and keeps its targeting', () => {
    const change = ramped(25, -30);
    const proposal = proposalOf(
      'off-on-failure',
      story({ change, kind: 'flag', flagEvents: [defined('on')] }),
    );
    const [flagd] = proposal.data.files;
    expect(JSON.parse(flagd?.content ?? '').flags[key]).toMatchObject({
      state: 'ENABLED',
      defaultVariant: 'off',
    });
    expect(rampOf(proposal)).toMatchObject({ onAnomaly: 'kill', guards: [{ metric: 'http.errors' }] });
  });

  it.each<[string, Proposer, Told, RegExp]>([
    ['no flag', 'ramp-steps', {}, /behind no flag/],
    ['no flag', 'bake-time', {}, /behind no flag/],
    [
      'nobody blamed',
      'guard-metric',
      { blamesNothing: true, probability: 0.1 },
      /no recorded change caused it/,
    ],
    [
      'a first step that was small',
      'ramp-steps',
      { change: ramped(0.1, -30), kind: 'flag', flagEvents: [defined('off')] },
      /finer steps would show too few requests/,
    ],
    [
      'steps that are watched for long',
      'bake-time',
      told(scheduled({ steps: [{ percentage: 25, bakeSeconds: 3_600 }] })),
      /watched for 1 h at least already/,
    ],
    [
      'a metric that guards already',
      'guard-metric',
      told(scheduled({ guards: [{ metric: 'http.errors', service: 'checkout' }] })),
      /guards the ramp of basket-cache already/,
    ],
    [
      'a flag that is off on failure',
      'off-on-failure',
      told(scheduled({ onAnomaly: 'kill', guards: [{ metric: 'http.errors', service: 'checkout' }] })),
      /falls back to “off” already/,
    ],
  ])('is withheld: %s', (_, proposer, what, reason) => {
    const answer = answerOf(proposer, story(what));
    expect(answer.outcome).toBe('withheld');
    expect((answer as Withheld).data.reason).toMatch(reason);
  });
});

function rampOf({ data }: Proposed): RampPolicy {
  return JSON.parse(data.files.find(({ path }) => path.endsWith('.ramp.json'))?.content ?? '{}');
}
