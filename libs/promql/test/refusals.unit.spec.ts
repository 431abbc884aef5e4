import { PromqlError, parseExpression } from '@hormesis/promql';
import { describe, expect, it } from 'vitest';

function refusal(text: string): PromqlError {
  try {
    parseExpression(text);
  } catch (error) {
    if (error instanceof PromqlError) return error;
    throw error;
  }
  throw new Error(`${text} was not refused`);
}

describe('what is not evaluated is refused by name, with its place and what to do', () => {
  it.each([
    ['holt_winters(a[5m], 0.5, 0.5)', 'unsupported', 1, /holt_winters/],
    ['sum(\n  mad_over_time(a[5m]))', 'unsupported', 3, /mad_over_time is not supported.*promql\.md/],
    ['a + no_such(b)', 'unsupported', 5, /no_such.*spelling/],
    ['count_values("v", a)', 'unsupported', 1, /count_values/],
    ['limitk(2, a)', 'unsupported', 1, /limitk/],
    ['info(a)', 'unsupported', 1, /info/],
    ['a @ 1609746000', 'unsupported', 1, /@ is not supported.*offset/],
    ['a offset -5m', 'unsupported', 1, /future/],
    ['rate(a[5m * 2])', 'unsupported', 8, /5m \* 2.*Write the result/],
    ['max_over_time(a[30d:1ms])', 'unsupported', 15, /at most once a second.*longer step/],
    ['1 + max_over_time(rate(a[1m])[30d:1m])', 'unsupported', 19, /has 43200 steps; at most 11000/],
    ['max_over_time(a[30d:])', 'unsupported', 15, /has 43200 steps/],
    [
      'max_over_time(min_over_time(a[7d:1m])[7d:1m])',
      'unsupported',
      15,
      /101606400 steps with those inside.*at most 1000000/,
    ],
    ['a + on(b) group_left fill(0) c', 'unsupported', 22, /fill/],
    ['a{b=~"x(?=y)"}', 'syntax', 1, /x\(\?=y\) is not valid: .*Perl syntax/],
    ['a{b=~"x)|(y"}', 'syntax', 1, /x\)\|\(y is not valid/],
    ['a{b=~"((x{100}){100}){100}"}', 'syntax', 1, /invalid repeat count/],
    ['a{b="c', 'syntax', 7, /not closed|ends too early/],
    ['sum(a', 'syntax', 6, /ends too early/],
    ['a b', 'syntax', 3, /"b" is not expected/],
    ['a +', 'syntax', 4, /ends too early/],
    ['', 'syntax', 1, /no expression/],
    ['# nothing', 'syntax', 1, /no expression/],
    ['rate(a)', 'type', 6, /Argument 1 of rate needs a range vector.*not an instant vector/],
    ['abs(a[5m])', 'type', 5, /instant vector/],
    ['round(a, 1, 2)', 'type', 1, /takes 1 to 2 arguments, not 3/],
    ['1 == 1', 'type', 3, /bool/],
    ['a and 1', 'type', 3, /vector\(1\)/],
    ['label_replace(a, "b", "$1", "c", "(")', 'syntax', 1, /\( is not valid/],
    ['sum(label_join(a, "b c", "/", "d"))', 'type', 5, /label named "b c"/],
    ['sum(a) + bool b', 'type', 8, /bool belongs to comparisons/],
  ] as const)('%s', (text, fault, column, because) => {
    const refused = refusal(text);
    expect(refused.fault).toBe(fault);
    expect(refused.place?.column).toBe(column);
    expect(refused.message).toMatch(because);
  });

  it.each([
    'max_over_time(a[7d:1m])',
    'max_over_time(min_over_time(a[1h:1m])[7d:5m])',
    'sum_over_time(a[3h:1s])',
  ])('not so %s', (text) => {
    expect(() => parseExpression(text)).not.toThrow();
  });

  it('counts lines', () => {
    expect(refusal('sum by (a) (\n  rate(b)\n)').place).toEqual({ line: 2, column: 8 });
  });
});
