import type { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { say } from '../cli/output.js';
import { printLine } from '../detect/print-line.js';
import { answerCase, answerTo, explanation } from './answer-case.js';
import { attributeIncident } from './attribute-incident.js';
import { readLines } from './read-lines.js';

type AttributeOptions = CommonOptions & { explain?: boolean; incident?: string };

export function attributeCommand(): Command {
  return serverCommand('attribute', 'which change is behind an alert: of a case, or of an incident once more')
    .argument('[file]', 'cases as JSON, one a line; without it, or for -, standard input')
    .option('--explain', 'say why: on stderr, or with --json as evidence in each line')
    .option('--incident <id>', 'rank this incident of the server again, with the method of today')
    .action(runBriefly(attribute));
}

async function attribute(file: string | undefined, options: AttributeOptions): Promise<void> {
  if (options.incident !== undefined) {
    if (file !== undefined) throw new CliError('usage', 'Give a file or --incident, not both.');
    return attributeIncident(options.incident, options);
  }
  if (file === undefined && process.stdin.isTTY) {
    throw new CliError(
      'usage',
      'Nothing to rank: give a file, or pipe cases in.',
      'See hormesis attribute --help',
    );
  }
  for await (const line of readLines(file)) {
    const attribution = answerCase(line);
    const evidence = options.explain === true && options.json === true;
    await printLine(answerTo(attribution, { evidence }));
    if (options.explain) for (const sentence of explanation(attribution)) say(options, sentence);
  }
}
