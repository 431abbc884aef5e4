import type { Command } from 'commander';
import { outputCommand, runBriefly } from '../cli/command.js';
import { type OutputOptions, printResult, say } from '../cli/output.js';

type RestoreOptions = OutputOptions & { data: string; check?: boolean };

export function restoreCommand(): Command {
  return outputCommand('restore', 'fill an empty database from a backup')
    .argument('<file>', 'a backup')
    .option('--data <dir>', 'data folder of the new instance; DATABASE_URL goes before it', '.hormesis')
    .option('--check', 'only look whether the file is whole, and this version can restore it')
    .action(runBriefly(restore));
}

async function restore(file: string, options: RestoreOptions): Promise<void> {
  const { checkBackupFile, restoreBackupFile } = await import('./restore-backup-file.js');
  const summary = await checkBackupFile(file, options);
  const what = `${summary.rows} rows of ${summary.tables} tables, as of ${summary.madeAt}`;
  if (options.check) {
    printResult(options, summary, () => [`${file} is whole: ${what}, by version ${summary.program}`]);
    return;
  }
  const restored = await restoreBackupFile(file, summary, options);
  printResult(options, restored, () => [`${restored.database}: ${what}`]);
  say(
    options,
    'The read models are made anew from the log at the next start; `hormesis status` shows how far they are.',
  );
}
