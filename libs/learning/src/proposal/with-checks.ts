import type { ArtefactCheck, BacktestReport } from '@hormesis/events/learning';
import type { ProposalKind } from '../outcome.js';

/**
 * A report with what the tools say. What a tool does not accept cannot pass, however well it replays. A test is decided by
 * its checks alone, for a replay cannot run it; where they could not be made (`tool: none`) nothing is known of it.
 */
export function withChecks(
  kind: ProposalKind,
  report: BacktestReport,
  checks: readonly ArtefactCheck[],
): BacktestReport {
  const refusing = checks.find(({ passed, tool }) => !passed && tool !== 'none');
  if (refusing && (kind === 'test' || report.verdict === 'passed')) {
    return { ...report, verdict: 'failed', reason: `${refusing.tool} does not accept it. ${report.reason}` };
  }
  if (kind !== 'test' || checks.length === 0 || checks.some(({ passed }) => !passed)) return report;
  const held = 'It failed on the version that failed, and passed on the good one.';
  return { ...report, verdict: 'passed', reason: `${held} ${report.reason}` };
}
