import { evaluation, parseExpression } from '@hormesis/promql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canYield } from '../src/rules/can-yield.js';
import { selectorText } from '../src/rules/what-it-reads.js';
import { at } from './past.js';
import { record } from './record.js';

const recorded = 'hormesis_signal_requests_total';
const recorder = record({ from: at(0), to: at(0, 60), total: 100, bad: () => 1 });

const { expression } = fc.letrec<{ expression: string; leaf: string }>((tie) => ({
  leaf: fc.constantFrom(
    ...[recorded, 'unrecorded'].flatMap((name) => [name, `rate(${name}[5m])`, `absent(${name})`]),
  ),
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('leaf'),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('+ on ()', 'and on ()', 'or on ()', 'unless on ()', '> bool on ()'),
        tie('expression'),
      )
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    tie('expression').map((one) => `sum(${one})`),
  ),
}));

describe('what can have a value of what was recorded', () => {
  it('is all that the engine has a value of', () => {
    fc.assert(
      fc.property(expression, (text) => {
        const parsed = parseExpression(text);
        const can = canYield(parsed, ({ matchers }) => selectorText(matchers) === recorded);
        const has = evaluation(parsed, recorder).at(at(0, 30)).present.includes(1);
        expect(has && !can).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    [`${recorded} / unrecorded`, false],
    [`${recorded} or unrecorded`, true],
    [`${recorded} unless unrecorded`, true],
    [`unrecorded unless ${recorded}`, false],
    ['absent(unrecorded)', true],
    [`${recorded} > scalar(unrecorded)`, false],
    [`${recorded} > 5`, true],
  ])('%s: %s', (text, can) => {
    expect(canYield(parseExpression(text), ({ matchers }) => selectorText(matchers) === recorded)).toBe(can);
  });
});
