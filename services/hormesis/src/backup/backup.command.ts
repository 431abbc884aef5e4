import type { Command } from 'commander';
import { outputCommand, runBriefly } from '../cli/command.js';
import { type OutputOptions, printResult, say } from '../cli/output.js';

type BackupOptions = OutputOptions & { data: string; kafka?: boolean };

export function backupCommand(): Command {
  return outputCommand(
    'backup',
    'write all that cannot be made anew from the log to a file, while the system runs',
  )
    .argument('<file>', 'where to; it must not be there yet')
    .option('--data <dir>', 'data folder of the instance; DATABASE_URL goes before it', '.hormesis')
    .option('--kafka', 'the database of the instance that keeps its log in Kafka')
    .option('--no-kafka', 'the database of the instance that keeps its log in Postgres')
    .action(runBriefly(backup));
}

async function backup(file: string, options: BackupOptions): Promise<void> {
  const { writeBackupFile, inBytes } = await import('./write-backup-file.js');
  const { kafka, data, ...output } = options;
  const made = await writeBackupFile(file, { data, ...(kafka === undefined ? {} : { kafka }) }, output);
  printResult(options, made, () => [
    `${made.file}: ${made.rows} rows of ${made.tables} tables, ${inBytes(made.bytes)}, as of ${made.madeAt}`,
  ]);
  if (made.log === 'kafka') {
    say(options, 'The log itself is in Kafka, and is not part of it.');
  }
}
