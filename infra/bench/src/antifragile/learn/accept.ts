import type { BacktestReport } from '@hormesis/events/learning';
import type { Proposed } from '@hormesis/learning';

/** Whether a proposal is accepted, and why. */
export type Verdict = { accepted: boolean; because: string };

/** The rule by which proposals are accepted between the rounds, in words. */
export const acceptanceRule =
  'Of each incident that people found to be real, and of each kind, the first proposal (best first) whose backtest passed: at most 1 false alarm a week, at most 2 % of good changes stopped, caught its own incident. A flag default must also have spared somebody. A test must have failed on the preview of the bad version and passed on that of a good one, ten times of ten.';

/** `trial`: what came of a test on previews; absent for what is no test. */
export type Checked = { proposal: Proposed; report: BacktestReport; trial?: Trial };
/** `no-version`: no change of ours brought the failure, so there is no bad version to try it on. */
export type Trial = 'held' | 'passed-on-bad' | 'no-version';

const trials: Readonly<Record<Trial, string>> = {
  held: 'It failed on the bad version and passed on the good one, ten times of ten.',
  'passed-on-bad': 'It did not fail on the preview of the bad version, so it would not have caught it.',
  'no-version': 'No change of ours brought the failure, so there is no preview that could have shown it.',
};

/** Applies the rule to one proposal. */
export function accept({ proposal, report, trial }: Checked): Verdict {
  const { kind } = proposal.data;
  if (kind === 'test') return { accepted: trial === 'held', because: trials[trial ?? 'no-version'] };
  if (report.verdict !== 'passed')
    return { accepted: false, because: `Backtest ${report.verdict}: ${report.reason}` };
  if (kind === 'flag-default' && (report.savedUserSeconds ?? 0) <= 0)
    return { accepted: false, because: 'Its backtest spared nobody.' };
  return { accepted: true, because: report.reason };
}
