import type { Command } from 'commander';
import { run, serverCommand } from '../cli/command.js';
import { type BacktestOptions, backtest } from './backtest.js';

export function backtestCommand(): Command {
  return serverCommand('backtest', 'replay a proposal, rules or a flag policy over what was recorded')
    .option('--proposal <id>', 'a proposal, with the incident that taught it')
    .option('--rule <file>', 'a file of Prometheus rules')
    .option('--flag-policy <file>', 'a ramp, as proposed or of your own')
    .option(
      '--from <when>',
      'replay from then: a time, or how far back (90d); default: all that is on record',
    )
    .option('--to <when>', 'replay until then; default: now')
    .option(
      '--windows <file>',
      'replay these signal windows here, without a server: the lines of hormesis detect',
    )
    .option('--incidents <file>', 'with --windows: what incidents there were, one a line')
    .option('--no-wait', 'do not wait for the end; say how to see it')
    .action(run((options: BacktestOptions) => backtest(options)));
}
