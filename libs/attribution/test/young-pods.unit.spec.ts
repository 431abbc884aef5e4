import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOfStarts, startLeft, startsSeen, withoutStart } from '../src/evidence/start-up.js';
import { attributeCase, type Case } from '../src/index.js';
import { signalsOf } from '../src/signals/channels.js';
import { before, canary, caseOf, fresh, minute, old, pod } from './cases.js';

const probability = (given: Case, id: string) =>
  attributeCase(given).ranking.find(({ changeId }) => changeId === id)?.probability ?? 0;
const contrastIn = (given: Case, id: string) =>
  attributeCase(given).evidence.looked.find(({ change }) => change.id === id)?.terms.contrastIn ?? 0;

/** A canary of checkout that began three minutes before, beside one of catalog; by default nobody alerts. */
function young(latencyMs: (ago: number) => number, over: Partial<Case> = {}, catalogMs = () => 20): Case {
  return caseOf({
    changes: [canary('checkout-v2', 'checkout', 4), canary('catalog-v2', 'catalog', 14)],
    series: [
      ...old('checkout'),
      fresh('checkout', 3, { latencyMs }),
      ...old('catalog'),
      fresh('catalog', 13, { latencyMs: (ago) => (ago > 10 ? catalogMs() : 20) }),
    ],
    ...over,
  });
}

const points = (count: number, difference: (left: number) => number) =>
  Array.from({ length: count }, (_, n) => {
    const left = startLeft(n, minute);
    return { left, difference: difference(left) };
  });

describe('the first minutes of pods', () => {
  it('are blamed on the change where twice the latency lasts, with no alert and with one elsewhere', () => {
    const given = young(() => 44);
    for (const alert of [undefined, { service: 'frontend' }]) {
      const { ranking, none } = attributeCase({ ...given, ...(alert ? { alert } : {}) });
      expect(ranking[0]?.changeId).toBe('checkout-v2');
      expect(ranking[0]?.probability).toBeGreaterThan(none.probability);
    }
  });

  it('are not, where it fades as what a start costs does', () => {
    const fading = young((ago) => 20 * Math.exp(0.8 * startLeft(3 - ago, minute)));
    const { ranking, none } = attributeCase(fading);
    expect(none.probability).toBeGreaterThan(ranking[0]?.probability ?? 1);
    expect(probability(fading, 'checkout-v2')).toBeLessThan(
      probability(
        young(() => 44),
        'checkout-v2',
      ),
    );
  });

  it('tell less where the new pods of another service started as slowly, and are well now', () => {
    expect(
      contrastIn(
        young(
          () => 36,
          {},
          () => 44,
        ),
        'checkout-v2',
      ),
    ).toBeLessThan(
      contrastIn(
        young(() => 36),
        'checkout-v2',
      ),
    );
  });

  it('never make a change sure enough to act on alone, if there is only one of them', () => {
    const given = young(() => 20, {
      series: [...old('checkout'), fresh('checkout', 0, { latencyMs: () => 40 })],
      alert: { service: 'frontend' },
    });
    expect(probability(given, 'checkout-v2')).toBeLessThan(0.9);
  });
});

describe('what a start costs', () => {
  const noise = 0.1;

  it('is told from a lasting difference the better, the more points there are', () => {
    const errors = [1, 2, 3, 4].map(
      (count) =>
        withoutStart(
          points(count, () => 0.7),
          noise,
          0.4,
        ).error,
    );
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    expect(errors[0]).toBeGreaterThan(0.25);
    expect(errors[3]).toBeLessThan(0.15);
  });

  it('leaves nothing of a difference that fades as it does', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.5, noNaN: true }), (cost) => {
        const { difference, error } = withoutStart(
          points(4, (left) => cost * left),
          noise,
          0.4,
        );
        expect(Math.abs(difference)).toBeLessThan(error);
      }),
    );
  });

  it('is learnt from the pods of other services, not from those in question', () => {
    const seen = new Map([
      ['cart', 0.01],
      ['email', 0.01],
    ]);
    expect(costOfStarts('latency', 3, 'checkout', new Map())).toBe(0.4);
    expect(costOfStarts('latency', 3, 'checkout', seen)).toBeLessThan(0.31);
    expect(costOfStarts('latency', 3, 'checkout', new Map([['checkout', 1]]))).toBe(0.4);
  });

  it('is seen where pods appear beside others, less what they differ by later', () => {
    const slow = (ago: number) => (ago > 10 ? 40 : 25);
    const given = caseOf({
      series: [...old('cart'), fresh('cart', 12, { latencyMs: slow }), ...old('email')],
    });
    const seen = startsSeen(signalsOf(given));
    expect([...seen.keys()]).toEqual(['cart']);
    expect(Math.sqrt(seen.get('cart') ?? 0)).toBeGreaterThan(0.3);
  });
});

describe('what callers see', () => {
  const start = before(6);
  const steps = [{ start, end: start + minute, replicas: 2 }];
  const changes = [canary('guilty', 'payment', 6, { replicas: 4, steps }), canary('other', 'catalog', 8)];
  const callers = (slowMs: number) =>
    old('checkout', 3, { from: 'checkout', to: 'payment', latencyMs: (ago) => (ago <= 5 ? slowMs : 20) });

  it('counts where pods of the changed service say nothing of the calls to them', () => {
    const own = { service: 'payment', from: 'payment', to: 'bank' };
    const series = [
      ...callers(40),
      pod({ ...own, pod: 'payment-old' }),
      pod({ ...own, pod: 'payment-new', version: 'v2', since: 5 }),
    ];
    const { ranking, evidence } = attributeCase(caseOf({ changes, series }));
    expect(ranking[0]?.changeId).toBe('guilty');
    const guilty = evidence.looked.find(({ change }) => change.id === 'guilty');
    expect(guilty?.terms.worseIn).toBeGreaterThan(1);
    expect(guilty?.terms.calm).toBe(0);
  });

  it('evens chance out over several callers', () => {
    const calls = (from: string, seed: number, over: object) =>
      pod({
        service: 'payment',
        pod: 'payment',
        from,
        ...over,
        latencyMs: (ago) => 20 * (1 + 0.3 * Math.sin(ago * seed)),
      });
    const series = ['cart', 'checkout', 'email'].flatMap((from, n) => [
      ...[0, 1, 2].map((m) => calls(from, 2.1 + n + 4 * m, { pod: `payment-old-${m}` })),
      calls(from, 1.3 + n, { pod: 'payment-new', version: 'v2', since: 8 }),
    ]);
    const { looked } = attributeCase(caseOf({ changes, series })).evidence;
    const found = looked
      .find(({ change }) => change.id === 'guilty')
      ?.contrasts.filter(({ metric }) => metric === 'latency');
    const together = found?.find(({ other }) => other === '');
    const alone = found?.filter(({ other }) => other !== '').map(({ error }) => error) ?? [];
    expect(alone).toHaveLength(3);
    expect(together?.error).toBeLessThan(Math.min(...alone));
  });
});
