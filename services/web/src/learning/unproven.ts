import type { Proposal } from '@hormesis/api';

/** Why nothing on record speaks for a proposal, as the server asks before it may be accepted; nothing where something does. */
export function unprovenWords({
  backtest,
  checks,
}: Pick<Proposal, 'backtest' | 'checks'>): string | undefined {
  if (backtest === null) return 'It has not been backtested as it stands.';
  const failed = checks.find(({ passed }) => !passed);
  if (failed)
    return failed.tool === 'none' ? 'Not all of it could be checked.' : `${failed.tool} does not accept it.`;
  if (checks.length === 0) return 'No tool has checked it yet.';
  if (backtest.verdict === 'passed') return undefined;
  return `${backtest.verdict === 'failed' ? 'Its backtest failed' : 'It could not be backtested'}: ${backtest.reason}`;
}
