import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { messageOf, printResult, say } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { isoWeek } from './iso-week.js';

const types = { markdown: 'text/markdown', html: 'text/html', json: 'application/json' } as const;

type Format = keyof typeof types;
type ReportOptions = CommonOptions & { week?: string; format?: Format; out?: string; publish?: boolean };

export function reportCommand(): Command {
  return serverCommand('report', 'the weekly postmortem, made from the log')
    .option('--week <week>', 'ISO week, as 2026-W47 (default: this week)')
    .addOption(
      new Option('--format <format>', 'how it is written (default: markdown; json with --json)').choices(
        Object.keys(types),
      ),
    )
    .option('--out <file>', 'write it to a file')
    .option('--publish', 'keep this report, and say on the log that it was made')
    .action(runBriefly(report));
}

async function report(options: ReportOptions): Promise<void> {
  const server = Server.find(options);
  const week = options.week ?? isoWeek(new Date());
  const format = options.format ?? (options.json ? 'json' : 'markdown');
  const address = `/api/reports/${encodeURIComponent(week)}`;
  if (options.publish) await server.post(address, {});
  const text = await server.text(address, types[format]);
  if (options.publish) say(options, `The report of week ${week} is published: ${server.url}/reports/${week}`);
  if (options.out !== undefined) {
    await write(options.out, text);
    say(options, `Week ${week} is in ${options.out}.`);
    printResult(options, { week, format, file: options.out }, () => []);
  } else {
    const data = format === 'json' ? (JSON.parse(text) as unknown) : { week, format, text };
    printResult(options, data, () => [text.trimEnd()]);
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new CliError('failed', `${file} cannot be written: ${messageOf(error)}`);
  }
}
