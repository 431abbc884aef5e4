import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, run, serverCommand } from '../cli/command.js';
import { printResult, say } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { isoWeek } from './iso-week.js';

type ReportOptions = CommonOptions & { week?: string; format: string; out?: string; publish?: boolean };

const formats: Readonly<Record<string, string>> = {
  markdown: 'text/markdown',
  html: 'text/html',
  json: 'application/json',
};

export function reportCommand(): Command {
  return serverCommand('report', 'the weekly postmortem, made from the log')
    .option('--week <week>', 'ISO week, 2026-W47 (default: this week)')
    .option('--format <format>', 'markdown, html or json', 'markdown')
    .option('--out <file>', 'write to a file')
    .option('--publish', 'keep this report, and say on the log that it was made')
    .action(
      run(async (options: ReportOptions) => {
        const week = options.week ?? isoWeek(new Date());
        const format = options.json ? 'json' : options.format;
        const type = formats[format];
        if (!type) throw new CliError('usage', `--format ${options.format}: choose markdown, html or json.`);
        const server = Server.find(options);
        if (options.publish) await server.post(`/api/reports/${week}`, {});
        const text = await server.text(`/api/reports/${week}`, type);
        if (options.out) {
          await writeFile(options.out, text);
          say(options, `Week ${week} is in ${options.out}.`);
          return;
        }
        printResult(options, options.json ? JSON.parse(text) : text, () => [text.trimEnd()]);
      }),
    );
}
