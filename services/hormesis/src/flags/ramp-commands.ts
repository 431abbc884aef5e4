import type { CommandAccepted, Ramp } from '@hormesis/api';
import type { Command } from 'commander';
import { textOf } from '../backtest/read-text.js';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { wholeNumber } from '../cli/whole-number.js';
import { type GuardOption, rampGuard } from './ramp-guard.js';
import { rampLines } from './ramp-lines.js';
import { rampPolicy } from './ramp-policy.js';
import { bakes, percentages, rampSteps } from './ramp-steps.js';

type RampOptions = CommonOptions & {
  policy?: string;
  steps?: number[];
  bake?: number[];
  guard?: GuardOption[];
  variant: string;
  cohort?: string;
  minRequests?: number;
  kill?: boolean;
  reason?: string;
};

const path = (key: string) => `/api/flags/${encodeURIComponent(key)}/ramp`;

/** Gives a flag to more and more users, step by step. */
export function rampCommand(): Command {
  return serverCommand('ramp', 'give a flag to more and more users, while its guards stay well')
    .argument('<key>', 'the flag')
    .option('--policy <file>', 'a ramp as proposed, a *.ramp.json, instead of the options that say it')
    .option('--steps <percentages>', 'shares that grow, such as 1,10,50,100', percentages)
    .option('--bake <durations>', 'how long each step is watched: 60s, or one a step: 60s,5m,1h', bakes)
    .option(
      '--guard <metric>',
      'what must stay well: http.errors, http.errors@service/environment, http.errors<2%; may be repeated',
      (text: string, known: GuardOption[] = []) => [...known, rampGuard(text)],
    )
    .option('--variant <name>', 'the variant to give', 'on')
    .option('--cohort <cohort>', 'whose windows count (default: those of the flag)')
    .option(
      '--min-requests <number>',
      'requests a step needs to count as measured (default: 20)',
      wholeNumber,
    )
    .option('--kill', 'turn the flag off when a guard goes bad (default: pause)')
    .option('--reason <text>', 'why; it stands on the event')
    .action(runBriefly(ramp));
}

async function ramp(key: string, options: RampOptions): Promise<void> {
  const { policy: file, reason } = options;
  const policy = file === undefined ? policyOf(options) : rampPolicy(await textOf(file), { key, path: file });
  const accepted = await Server.find(options).json<CommandAccepted>(path(key), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...policy, ...(reason === undefined ? {} : { reason }) }),
  });
  printResult(options, accepted, () => [
    `The ramp of ${key} is at the first of its steps. See how it goes: hormesis flags show ${key}`,
  ]);
}

function policyOf({ steps, bake, guard = [], variant, cohort, minRequests, kill }: RampOptions): object {
  if (!steps || !bake) {
    throw new CliError('usage', 'Nothing says how to ramp.', 'Give --steps and --bake, or --policy FILE.');
  }
  const more = {
    ...(cohort === undefined ? {} : { cohort }),
    ...(minRequests === undefined ? {} : { minRequests }),
  };
  return {
    variant,
    steps: rampSteps(steps, bake),
    guards: guard.map((one) => ({ ...one, ...more })),
    onAnomaly: kill ? 'kill' : 'pause',
  };
}

/** What a person does to a ramp that is under way. */
export function rampControls(): Command[] {
  return [
    control('pause', 'keep a ramp at its step until it is resumed', 'is paused'),
    control('resume', 'let a paused ramp go on; its step is watched anew', 'goes on'),
    control('abort', 'give a ramp up: the share returns to what it was before', 'is given up').option(
      '--keep',
      'leave the share as it is',
    ),
  ];
}

function control(name: 'pause' | 'resume' | 'abort', description: string, done: string): Command {
  return serverCommand(name, description)
    .argument('<key>', 'the flag')
    .option('--reason <text>', 'why; it stands on the event')
    .action(
      runBriefly(async (key: string, options: CommonOptions & { reason?: string; keep?: boolean }) => {
        const { reason, keep } = options;
        const body = { ...(reason === undefined ? {} : { reason }), ...(keep ? { keep } : {}) };
        const accepted = await Server.find(options).post<CommandAccepted>(`${path(key)}/${name}`, body);
        printResult(options, accepted, () => [
          accepted.events.length === 0
            ? `The ramp of ${key} ${done} already.`
            : `The ramp of ${key} ${done}.`,
        ]);
      }),
    );
}

/** How far a ramp has come. */
export function showCommand(): Command {
  return serverCommand('show', 'how far the ramp of a flag has come, and what its guards measured')
    .argument('<key>', 'the flag')
    .action(
      runBriefly(async (key: string, options: CommonOptions) => {
        const found = await Server.find(options).json<Ramp>(`/api/ramps/${encodeURIComponent(key)}`);
        printResult(options, found, () => rampLines(found, new Date()));
      }),
    );
}
