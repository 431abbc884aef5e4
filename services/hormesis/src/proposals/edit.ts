import { readFile } from 'node:fs/promises';
import type { CommandAccepted, Proposal } from '@hormesis/api';
import type { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { messageOf, printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { proposalPath } from './proposal-path.js';

type EditOptions = CommonOptions & { file: string[]; note?: string };
type Files = Proposal['files'];

export function editCommand(): Command {
  return serverCommand('edit', 'change files of a proposal; it has to be backtested and accepted again')
    .argument('<id>', 'the proposal')
    .requiredOption(
      '--file <path>',
      'a file of it, read from here; PATH=HERE if it lies elsewhere; can be given several times',
      (one: string, before: string[] = []) => [...before, one],
    )
    .option('--note <text>', 'what was changed, and why')
    .action(
      runBriefly(async (id: string, options: EditOptions) => {
        const server = Server.find(options);
        const { files } = await server.json<Proposal>(proposalPath(id));
        const body = { files: await changed(id, files, options.file), ...noteOf(options) };
        const accepted = await server.put<CommandAccepted>(proposalPath(id, 'files'), body);
        printResult(options, accepted, () => [
          accepted.events.length === 0
            ? `Nothing in ${id} is other than before.`
            : `${id} is changed. Prove it again: hormesis backtest --proposal ${id}`,
        ]);
      }),
    );
}

function noteOf({ note }: EditOptions): { note?: string } {
  return note === undefined ? {} : { note };
}

/** The files as they shall stand: those named are read, the others stay. */
async function changed(id: string, files: Files, named: readonly string[]): Promise<Files> {
  const contents = new Map<string, string>();
  for (const one of named) {
    const cut = one.indexOf('=');
    const path = cut < 0 ? one : one.slice(0, cut);
    if (!files.some((file) => file.path === path)) {
      const there = files.map((file) => file.path).join(', ');
      throw new CliError('usage', `${id} has no file ${path}.`, `It has ${there}.`);
    }
    contents.set(path, await contentOf(cut < 0 ? one : one.slice(cut + 1)));
  }
  return files.map((file) => ({ ...file, content: contents.get(file.path) ?? file.content }));
}

async function contentOf(here: string): Promise<string> {
  try {
    return await readFile(here, 'utf8');
  } catch (error) {
    throw new CliError('usage', `${here} cannot be read: ${messageOf(error)}`);
  }
}
