import type { BacktestReport } from '@hormesis/events/learning';
import type { Proposed } from '@hormesis/learning';

/** Whether a proposal is accepted, and why. */
export type Verdict = { accepted: boolean; because: string };

/** The rule by which proposals are accepted between the rounds, in words. */
export const acceptanceRule =
  'Of each incident that people found to be real, and of each kind, the first proposal (best first) whose backtest passed: at most 1 false alarm a week, at most 2 % of good changes stopped, caught its own incident. A flag default must also have spared somebody. A test must have failed on the preview of the bad version and passed on that of a good one, ten times of ten. What would only repeat a guard that was accepted before is left out.';

export type Checked = { proposal: Proposed; report: BacktestReport; testsHeld?: boolean };

/** Applies the rule to one proposal. */
export function accept({ proposal, report, testsHeld }: Checked): Verdict {
  const { kind } = proposal.data;
  if (kind === 'test') {
    return testsHeld
      ? {
          accepted: true,
          because: 'It failed on the bad version and passed on the good one, ten times of ten.',
        }
      : {
          accepted: false,
          because: 'It did not fail on the preview of the bad version, so it would not have caught it.',
        };
  }
  if (report.verdict !== 'passed')
    return { accepted: false, because: `Backtest ${report.verdict}: ${report.reason}` };
  if (kind === 'flag-default' && (report.savedUserSeconds ?? 0) <= 0)
    return { accepted: false, because: 'Its backtest spared nobody.' };
  return { accepted: true, because: report.reason };
}
