import type { Command } from 'commander';
import { Option } from 'commander';
import { type CommonOptions, run, serverCommand } from '../cli/command.js';

export type RebuildOptions = CommonOptions & {
  all?: boolean;
  status?: boolean;
  abort?: boolean;
  accept?: boolean;
  undo?: boolean;
  /** `false` with --no-wait. */
  wait: boolean;
};

export function rebuildCommand(): Command {
  const alone = (flags: string, text: string, others: string[]) => new Option(flags, text).conflicts(others);
  return serverCommand(
    'rebuild',
    'make the rows of read models anew from the log, beside the old ones, and put them in their place',
  )
    .argument('[projections...]', 'which ones')
    .option('--all', 'all of them, those that read the same topics in one pass')
    .addOption(alone('--status', 'show builds, and how far those in work are', ['abort', 'accept', 'undo']))
    .addOption(alone('--abort', 'end a rebuild; the live build stays as it is', ['status', 'accept', 'undo']))
    .addOption(alone('--accept', 'take a new build although its rows differ', ['status', 'abort', 'undo']))
    .addOption(alone('--undo', 'put back the build before, kept for an hour', ['status', 'abort', 'accept']))
    .option('--no-wait', 'ask for it, and do not wait until it is done')
    .action(
      run(async (names: string[], options: RebuildOptions) => {
        const { rebuild } = await import('./rebuild.js');
        await rebuild(names, options);
      }),
    );
}
