import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import type { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, run, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';

type EmitOptions = CommonOptions & {
  file?: string;
  type?: string;
  subject?: string;
  content?: string;
  custom?: string;
  source: string;
  id?: string;
  time?: string;
};

type Receipt = { index: number; id: string; source: string; position: string; duplicate: boolean };

const structured = 'application/cloudevents+json';

export function emitCommand(): Command {
  return serverCommand('emit', 'send events: from a file or standard input, or one built of options')
    .option('-f, --file <path>', 'CloudEvents or CDEvents JSON, one event or an array; - is standard input')
    .option('--type <type>', 'full type, dev.cdevents.service.deployed.0.3.0')
    .option('--subject <id>', 'what the event is about')
    .option('--content <json>', 'CDEvents subject.content', '{}')
    .option('--custom <json>', 'CDEvents customData')
    .option('--source <uri>', 'who says so', '/cli')
    .option('--id <id>', 'id of the event; the same source and id count once (default: a new one)')
    .option('--time <instant>', 'when it happened (default: now)')
    .action(
      run(async (options: EmitOptions) => {
        const server = Server.find(options);
        const { body, type } = options.file ? await readBody(options.file) : built(options);
        const answer = await server.json<{ events: Receipt[] }>('/v1/events', {
          method: 'POST',
          body,
          headers: { 'content-type': type },
        });
        printResult(options, answer, () =>
          answer.events.map(
            ({ id, position, duplicate }) => `${id}  ${position}${duplicate ? '  (was already there)' : ''}`,
          ),
        );
      }),
    );
}

async function readBody(path: string): Promise<{ body: string; type: string }> {
  const text = path === '-' ? await readAll(process.stdin) : await readFileOrFail(path);
  const parsed = parseJson(text, path === '-' ? 'standard input' : path);
  if (Array.isArray(parsed)) return { body: text, type: 'application/cloudevents-batch+json' };
  const bare = typeof parsed === 'object' && parsed !== null && 'context' in parsed;
  return { body: text, type: bare ? 'application/json' : structured };
}

function built(options: EmitOptions): { body: string; type: string } {
  if (!options.type || !options.subject) {
    throw new CliError(
      'usage',
      'Nothing to send: give --file, or --type and --subject.',
      'See `hormesis emit --help`.',
    );
  }
  const id = options.id ?? randomUUID();
  const time = options.time ?? new Date().toISOString();
  const context = { specversion: '0.5.1', id, source: options.source, type: options.type, timestamp: time };
  const event = {
    specversion: '1.0',
    id,
    source: options.source,
    type: options.type,
    subject: options.subject,
    time,
    datacontenttype: 'application/json',
    data: {
      context,
      subject: { id: options.subject, content: parseJson(options.content ?? '{}', '--content') },
      ...(options.custom ? { customData: parseJson(options.custom, '--custom') } : {}),
    },
  };
  return { body: JSON.stringify(event), type: structured };
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliError('usage', `${where} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

async function readFileOrFail(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new CliError('not-found', `The file ${path} cannot be read.`);
  }
}
