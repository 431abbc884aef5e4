import { countsAsBacktested, withChecks } from '@hormesis/learning';
import { expect, it } from 'vitest';
import { backtest } from './support/proposal.js';

const { report } = backtest('not-evaluable');
const check = (tool: string, passed: boolean) => ({ tool, version: '5.1.1', passed, says: '10 of 10 runs' });
const bad = check('vitest against the version that failed', true);
const good = check('vitest against the good version', true);

it.each([
  ['told the versions apart', [bad, good], 'passed', true],
  ['did not', [bad, { ...good, passed: false }], 'failed', false],
  ['had no good version', [bad, check('none', false)], 'not-evaluable', false],
  ['could not be run', [check('none', false)], 'not-evaluable', false],
  ['was not run', [], 'not-evaluable', false],
])('a test is decided by the tool that runs it, for a replay cannot: it %s', (_, checks, verdict, counts) => {
  const tested = { report: withChecks('test', report, checks), checks };
  expect([tested.report.verdict, countsAsBacktested(tested)]).toEqual([verdict, counts]);
});

it('what a tool does not accept cannot pass, and what it accepts does not pass by that', () => {
  expect(withChecks('alert', report, [good]).verdict).toBe('not-evaluable');
  const refusing = check('promtool check rules', false);
  expect(withChecks('alert', backtest('passed').report, [refusing])).toMatchObject({
    verdict: 'failed',
    reason: expect.stringMatching(/^promtool check rules does not accept it/),
  });
});
