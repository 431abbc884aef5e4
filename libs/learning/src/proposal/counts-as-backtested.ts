import type { Backtested } from './proposal.js';

/** A proposal counts as backtested if the tools it is made for accept it, and the record was enough to replay it. */
export function countsAsBacktested({ report, checks }: Backtested): boolean {
  return checks.length > 0 && checks.every(({ passed }) => passed) && report.verdict !== 'not-evaluable';
}

/** Why it is not proven on the record; `undefined`: it is. */
export function whyUnproven(backtest: Backtested | undefined): string | undefined {
  if (backtest === undefined) return 'it has not been backtested as it stands';
  const { report, checks } = backtest;
  const failed = checks.find(({ passed }) => !passed);
  if (failed?.tool === 'none') return `it was ${failed.says.replace(/[.\s]+$/, '')}`;
  if (failed) return `${failed.tool} does not accept it`;
  if (checks.length === 0) return 'no tool has checked it yet';
  if (report.verdict === 'passed') return undefined;
  const said = report.reason.replace(/[.\s]+$/, '');
  return `${report.verdict === 'failed' ? 'its backtest failed' : 'it could not be backtested'}: ${said}`;
}
