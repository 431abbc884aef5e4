import type { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { buildEvent, type EventOptions } from './build-event.js';
import { readEvents } from './read-events.js';
import { receiptLine, sendEvents } from './send-events.js';

type EmitOptions = CommonOptions & EventOptions & { file?: string };

export function emitCommand(): Command {
  return serverCommand('emit', 'send events: from a file or standard input, or one built of options')
    .option('-f, --file <path>', 'CloudEvents or CDEvents as JSON, one or an array; - is standard input')
    .option('--type <type>', 'full type, as dev.cdevents.service.deployed.0.3.0')
    .option('--subject <id>', 'what the event is about')
    .option('--content <json>', 'subject.content of the CDEvent', '{}')
    .option('--custom <json>', 'customData of the CDEvent')
    .option('--source <uri>', 'who says so', '/cli')
    .option('--id <id>', 'id of the event; the same source and id count once (default: a new one)')
    .option('--time <instant>', 'when it happened (default: now)')
    .action(runBriefly(emit));
}

async function emit(options: EmitOptions): Promise<void> {
  const events = await eventsOf(options);
  const { accepted, problem } = await sendEvents(Server.find(options), events);
  const lines = () => accepted.map(receiptLine);
  if (!problem) {
    printResult(options, { events: accepted }, lines);
    return;
  }
  if (!options.json) printResult(options, accepted, lines);
  throw new CliError('failed', problem.title ?? 'Not all events were taken.', problem.hint, {
    details: problem.errors,
    data: { events: accepted },
  });
}

async function eventsOf(options: EmitOptions): Promise<unknown> {
  if (options.type !== undefined && options.file !== undefined) {
    throw new CliError('usage', 'Give --file or --type, not both.', 'See hormesis emit --help');
  }
  if (options.type !== undefined) return buildEvent(options);
  if (options.file !== undefined) return readEvents(options.file);
  if (!process.stdin.isTTY) return readEvents('-');
  throw new CliError(
    'usage',
    'Nothing to send: give --file, or --type and --subject, or pipe JSON in.',
    'See hormesis emit --help',
  );
}
