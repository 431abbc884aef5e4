import { expect, it } from 'vitest';
import { noPriors, priorsFrom } from '../src/index.js';

const labels = (service: string, kind: string, recovered: number, not: number) => [
  ...Array.from({ length: recovered }, () => ({ service, kind, recovered: true })),
  ...Array.from({ length: not }, () => ({ service, kind, recovered: false })),
];

it('knows nothing of a service without labels of its kind but what holds for the kind', () => {
  const priors = priorsFrom([...labels('checkout', 'flag', 9, 1), ...labels('checkout', 'deployment', 1, 9)]);
  expect(priors.logOdds('payment', 'flag')).toBeGreaterThan(0);
  expect(priors.logOdds('payment', 'deployment')).toBeLessThan(0);
  expect(noPriors.logOdds('payment', 'flag')).toBe(0);
});

it('moves more by many labels than by few, and never beyond four times', () => {
  const rest = labels('catalog', 'deployment', 10, 10);
  const odds = (count: number) =>
    priorsFrom([...rest, ...labels('checkout', 'deployment', count, 0)]).logOdds('checkout', 'deployment');
  expect(odds(10)).toBeGreaterThan(odds(2));
  expect(odds(2)).toBeGreaterThan(0);
  expect(odds(500)).toBeLessThanOrEqual(Math.log(4));
});
