import type { Drill, DrillAccepted, Guard, Page } from '@hormesis/api';
import { type Command, InvalidArgumentError } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, run, serverCommand } from '../cli/command.js';
import { printResult, say } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { wholeNumber } from '../cli/whole-number.js';
import { confirmDrill } from './confirm-drill.js';
import { followDrill } from './follow-drill.js';
import { outcomeLines, verdictOf } from './outcome.js';

type DrillOptions = CommonOptions & {
  incident?: string;
  environment?: string;
  seconds?: number;
  intensity?: number;
  reason?: string;
  anyway?: boolean;
  yes?: boolean;
  stop?: string;
};

export function drillCommand(): Command {
  return serverCommand('drill', 'inject a past failure again, and see whether the guards notice')
    .argument('[fingerprint]', 'the class of failure (default: one whose guards were never exercised)')
    .option('--incident <id>', 'the incident whose failure is repeated, instead of a class')
    .option('--environment <name>', 'where (default: where the incident was)')
    .option(
      '--seconds <number>',
      'for how long, at most (default: as long as it took to notice it, and a quarter more)',
      wholeNumber,
    )
    .option(
      '--intensity <share>',
      'share of the requests that it hits, 0 to 1 (default: 0.3, of silence 1)',
      share,
    )
    .option('--reason <text>', 'why; it stands on the event')
    .option('--anyway', 'although there is a freeze, or an incident is open there')
    .option('--yes', 'do not ask')
    .option('--stop <id>', 'stop a drill instead')
    .action(run(drill));
}

async function drill(fingerprint: string | undefined, options: DrillOptions): Promise<void> {
  const server = Server.find(options);
  if (options.stop !== undefined) return stopDrill(server, options.stop, options);
  if (fingerprint !== undefined && options.incident !== undefined) {
    throw new CliError('usage', 'Name a class or an incident, not both.', 'See hormesis drill --help');
  }
  await confirmDrill(server, options);
  const { incident, environment, seconds, intensity, reason, anyway } = options;
  const body = { fingerprint, incident, environment, seconds, intensity, reason, anyway };
  const { drill: id } = await server.post<DrillAccepted>('/api/drills', body);
  const ended = await followDrill(server, id, options);
  const guards = await guardsOf(server, ended);
  const verdict = verdictOf(ended, guards);
  printResult(options, { ...ended, verdict: verdict.kind }, () => outcomeLines(ended, guards, verdict));
  process.exitCode = verdict.exitCode;
}

async function stopDrill(server: Server, id: string, options: CommonOptions): Promise<void> {
  const path = `/api/drills/${encodeURIComponent(id)}`;
  const accepted = await server.delete<{ events: unknown[] }>(path);
  say(options, accepted.events.length === 0 ? `${id} was over already.` : `${id} is stopped.`);
  printResult(options, accepted, () => []);
}

/** Those of the class that were in force, and so had to notice. */
async function guardsOf(server: Server, { fingerprint, service }: Drill): Promise<readonly Guard[]> {
  const search = new URLSearchParams({ fingerprint, service, state: 'applied', limit: '100' });
  return (await server.json<Page<Guard>>(`/api/guards?${search}`)).items;
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError('It takes a number from 0 to 1.');
  }
  return value;
}
