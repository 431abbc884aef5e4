import { basename } from 'node:path';
import type { Backtest, StartBacktest } from '@hormesis/api';
import { CliError } from '../cli/cli-error.js';
import type { CommonOptions } from '../cli/command.js';
import { exitCode } from '../cli/exit-code.js';
import { printResult, say } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { follow } from './follow.js';
import { textOf } from './read-text.js';
import { replayHere } from './replay-here.js';
import { reportLines } from './report-lines.js';
import { instantOf } from './when.js';

export type BacktestOptions = CommonOptions & {
  proposal?: string;
  rule?: string;
  flagPolicy?: string;
  from?: string;
  to?: string;
  windows?: string;
  incidents?: string;
  wait: boolean;
};

/** A named report, as the server gives it and as it is made here. */
export type Reports = Backtest['reports'];

/** Runs a backtest on the server, or here over lines; the verdict is the exit code. */
export async function backtest(options: BacktestOptions): Promise<void> {
  assertOneSubject(options);
  if (options.windows !== undefined) {
    const warnings: string[] = [];
    const reports = await replayHere({ ...options, windows: options.windows }, (line) => {
      warnings.push(line);
      say(options, line);
    });
    return tell(reports, { reports, warnings }, options);
  }
  if (options.incidents !== undefined) {
    throw new CliError('usage', '--incidents goes with --windows.', 'A server has the incidents on its log.');
  }
  const server = Server.find(options);
  const asked = await server.post<Backtest>('/api/backtests', await bodyOf(options));
  if (!options.wait) {
    printResult(options, asked, () => [
      `Backtest ${asked.id} waits for its turn. See GET /api/backtests/${asked.id}.`,
    ]);
    return;
  }
  const ended = await follow(server, asked, options);
  if (ended.state !== 'done') {
    throw new CliError('failed', ended.problem ?? `The backtest was ${ended.state}.`, undefined, {
      data: ended,
    });
  }
  tell(ended.reports, ended, options);
}

function tell(reports: Reports, data: unknown, options: BacktestOptions): void {
  printResult(options, data, () => reports.flatMap((one) => reportLines(one)));
  if (reports.length === 0) say(options, 'There was nothing to judge.');
  process.exitCode = verdictCode(reports);
}

/** The worst verdict: 1 if one failed, 3 if one could not be evaluated. */
export function verdictCode(reports: Reports): number {
  const verdicts = reports.map(({ report }) => report.verdict);
  if (verdicts.includes('failed')) return exitCode.failed;
  return verdicts.includes('not-evaluable') || verdicts.length === 0 ? exitCode['not-found'] : exitCode.ok;
}

function assertOneSubject({ flagPolicy, proposal, rule, windows }: BacktestOptions): void {
  const given = [proposal, rule, flagPolicy].filter((one) => one !== undefined);
  if (given.length !== 1) {
    throw new CliError(
      'usage',
      given.length === 0 ? 'Say what to replay.' : 'Only one thing can be replayed at a time.',
      'Give --proposal ID, --rule FILE or --flag-policy FILE.',
    );
  }
  if (windows !== undefined && proposal !== undefined) {
    throw new CliError(
      'usage',
      'A proposal is on a server; --windows works without one.',
      'Give --rule FILE.',
    );
  }
}

async function bodyOf({ flagPolicy, from, proposal, rule, to }: BacktestOptions): Promise<StartBacktest> {
  const now = new Date();
  const period = {
    ...(from === undefined ? {} : { from: instantOf('--from', from, now) }),
    ...(to === undefined ? {} : { to: instantOf('--to', to, now) }),
  };
  if (proposal !== undefined) return { proposal, ...period };
  if (rule !== undefined) return { rules: await textOf(rule), name: basename(rule), ...period };
  const file = flagPolicy ?? '';
  return { flagPolicy: await textOf(file), name: basename(file), ...period };
}
