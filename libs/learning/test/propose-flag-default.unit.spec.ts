import type { Proposed, RampPolicy, Withheld } from '@hormesis/learning';
import { FlagdCore } from '@openfeature/flagd-core';
import { describe, expect, it } from 'vitest';
import { after, event } from './support/events.js';
import { answerOf, deployed, story } from './support/story.js';

const basket = event('featureflag.defined', 'basket-cache', after(-9_000), {
  service: { id: 'checkout' },
  definition: {
    state: 'ENABLED',
    variants: { on: true, off: false },
    defaultVariant: 'on',
    targeting: {
      fractional: [
        ['on', 60],
        ['off', 40],
      ],
    },
  },
});
const rampedTo60 = event('featureflag.ramped', 'basket-cache', after(-30), {
  service: { id: 'checkout' },
  variant: 'on',
  percentage: 60,
});

const onOff = { state: 'ENABLED' as const, variants: { on: true, off: false }, defaultVariant: 'off' };
const definedAnew = event('featureflag.defined', 'basket-cache', after(-10), { definition: onOff });
const withoutOn = event('featureflag.defined', 'basket-cache', after(-9_000), {
  definition: { ...onOff, variants: { new: true, off: false } },
});

describe('proposing a flag default', () => {
  it('gives a deployment without a flag one that is off by default', () => {
    const proposal = proposed(answerOf('gate', story()));
    expect(proposal.data).toMatchObject({
      class: 'limits',
      title: 'Put user-facing changes of checkout behind a flag that is off by default',
    });
    expect(evaluate(fileOf(proposal, 'flagd'), 'checkout-v413')).toBe(false);
  });

  it('makes the blamed flag safe for everybody until it is ramped', () => {
    const proposal = proposed(
      answerOf('gate', story({ change: rampedTo60, kind: 'flag', flagEvents: [basket] })),
    );
    expect(proposal.data.title).toBe('Keep basket-cache off until it is ramped in steps');
    expect(proposal.data.rationale).toContain('present targeting is taken out');
    expect(proposal.data.evidence).toEqual(expect.arrayContaining([rampedTo60.id, basket.id]));
    const document = fileOf(proposal, 'flagd');
    for (const user of ['ana', 'ben', 'cleo']) expect(evaluate(document, 'basket-cache', user)).toBe(false);
  });

  it('does the same for a deployment that was behind a flag', () => {
    const change = deployed('checkout', 'production', { flag: 'basket-cache' });
    const proposal = proposed(answerOf('gate', story({ change, flagEvents: [basket] })));
    expect(evaluate(fileOf(proposal, 'flagd'), 'basket-cache')).toBe(false);
  });

  it('ramps 1, 10, 50, 100 %, watched by what got worse, and off when it gets worse again', () => {
    const ramp: RampPolicy = JSON.parse(fileOf(proposed(answerOf('gate', story())), 'ramp'));
    expect(ramp).toMatchObject({
      flag: 'checkout-v413',
      variant: 'on',
      steps: [1, 10, 50, 100].map((percentage) => ({ percentage, bakeSeconds: 600 })),
      guards: [
        {
          metric: 'http.errors',
          service: 'checkout',
          environment: 'production',
          worstRatio: expect.any(Number),
        },
      ],
      onAnomaly: 'kill',
    });
  });

  it('disables a flag whose safe variant the log does not tell', () => {
    const definition = { state: 'ENABLED' as const, variants: { a: 'x', b: 'y' }, defaultVariant: 'a' };
    const defined = event('featureflag.defined', 'layout', after(-9_000), { definition });
    const flipped = event('featureflag.ramped', 'layout', after(-30), { variant: 'a', percentage: 100 });
    const proposal = proposed(
      answerOf('gate', story({ change: flipped, kind: 'flag', flagEvents: [defined] })),
    );
    expect(JSON.parse(fileOf(proposal, 'flagd')).flags.layout.state).toBe('DISABLED');
    expect(proposal.data.files).toHaveLength(1);
    expect(proposal.data.rationale).toContain('no ramp is proposed');
  });

  it('reads the variant from the newest ramp that the newest definition knows', () => {
    const older = event('featureflag.ramped', 'basket-cache', after(-40), { variant: 'off', percentage: 5 });
    const stale = event('featureflag.ramped', 'basket-cache', after(-10), { variant: 'gone', percentage: 5 });
    const flagEvents = [basket, older, stale];
    const proposal = proposed(answerOf('gate', story({ change: rampedTo60, kind: 'flag', flagEvents })));
    expect(JSON.parse(fileOf(proposal, 'ramp'))).toMatchObject({ variant: 'on' });
  });

  it.each([
    [
      'attribution says none',
      { blamesNothing: true, probability: 0.2 },
      /no recorded change caused it \(probability 0\.80\)/,
    ],
    [
      'none is only the likeliest',
      { blamesNothing: true, probability: 0.71 },
      /^No candidate stands out: no recorded change 0\.29; at least 0\.5 is asked for\.$/,
    ],
    [
      'the change is not sure enough',
      { probability: 0.49 },
      /^No candidate stands out: deployment of checkout 0\.49, no recorded change 0\.51; at least 0\.5/,
    ],
    [
      'the flag was defined anew after its ramp',
      { change: rampedTo60, kind: 'flag' as const, flagEvents: [definedAnew] },
      /defined anew after it was ramped/,
    ],
    [
      'the ramped variant is no longer there',
      { change: rampedTo60, kind: 'flag' as const, flagEvents: [withoutOn] },
      /no ramp on record hands out one of its variants/,
    ],
    [
      'the flag was never defined here',
      { change: rampedTo60, kind: 'flag' as const },
      /no definition of the flag basket-cache/,
    ],
    ['configuration is to blame', { kind: 'config' as const }, /one of configuration/],
  ])('is withheld when %s', (_, told, reason) => {
    const answer = answerOf('gate', story(told));
    expect(answer.outcome).toBe('withheld');
    expect((answer as Withheld).data.reason).toMatch(reason);
  });
});

function proposed(answer: Proposed | Withheld): Proposed {
  if (answer.outcome === 'withheld') throw new Error(answer.data.reason);
  return answer;
}

function fileOf({ data }: Proposed, kind: 'flagd' | 'ramp'): string {
  return data.files.find(({ path }) => path.endsWith(`.${kind}.json`))?.content ?? '';
}

function evaluate(document: string, key: string, targetingKey = 'ana'): boolean {
  const core = new FlagdCore(undefined, undefined, { disableDynamicCodeGeneration: true });
  core.setConfigurations(document);
  return core.resolveBooleanEvaluation(key, true, { targetingKey }).value;
}
