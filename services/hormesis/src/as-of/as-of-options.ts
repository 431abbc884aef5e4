import type { AsOf } from '@hormesis/api';
import type { Command } from 'commander';
import { type OutputOptions, say } from '../cli/output.js';

export type AsOfOptions = { at?: string; known?: string; position?: string };

/** Lets a command be asked for an earlier state. */
export function withAsOf(command: Command): Command {
  return command
    .option('--at <instant>', 'as of this event time: only what had happened by then')
    .option('--known <instant>', 'as of this recorded time: only what was known then')
    .option('--position <positions>', 'as of these log positions, as hormesis.changes/3@48213,…');
}

/** What of the options goes to the server. */
export function asOfSearch({ at, known, position }: AsOfOptions): URLSearchParams {
  const given = Object.entries({ at, known, position }).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given as [string, string][]);
}

/** Says on stderr what an answer is as of, and what may be missing in it. */
export function sayAsOf(options: OutputOptions, asOf: AsOf | undefined): void {
  if (!asOf) return;
  const { at, known, position, behind, parked, discarded } = asOf;
  const cut = [
    ...(at === null ? [] : [`what had happened by ${at}`]),
    ...(position === null ? [] : [`what was recorded up to ${position} (${known})`]),
    ...(known === null || position !== null ? [] : [`what was known by ${known}`]),
  ];
  say(options, `As of then: ${cut.join(', ')}.`);
  if (behind > 0) say(options, `${behind} records are not taken in yet; some may be missing here.`);
  if (parked > 0) say(options, `${parked} records could not be taken in; they are missing here.`);
  if (discarded > 0) say(options, `${discarded} records were discarded; they are missing here.`);
}
