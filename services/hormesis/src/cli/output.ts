import pc from 'picocolors';
import { CliError } from './cli-error.js';
import { exitCode } from './exit-code.js';

export type OutputOptions = { json?: boolean; quiet?: boolean };

/** The version of the `--json` envelope. */
const envelopeVersion = 1;

/** Data goes to stdout: for people as `lines`, with `--json` as one envelope. */
export function printResult(options: OutputOptions, data: unknown, lines: () => readonly string[]): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ version: envelopeVersion, ok: true, data }, null, 2)}\n`);
    return;
  }
  const text = lines().join('\n');
  if (text !== '') process.stdout.write(`${text}\n`);
}

/** Progress and messages go to stderr, so that stdout stays data. */
export function say(options: OutputOptions, line: string): void {
  if (!options.json && !options.quiet) process.stderr.write(`${line}\n`);
}

/** Prints what went wrong and returns the exit code for it. */
export function printError(options: OutputOptions, error: unknown): number {
  const known = error instanceof CliError ? error : new CliError('failed', messageOf(error));
  if (options.json) {
    const { code, message, hint, requestId } = known;
    const body = { code, message, ...(hint ? { hint } : {}), ...(requestId ? { requestId } : {}) };
    process.stdout.write(
      `${JSON.stringify({ version: envelopeVersion, ok: false, error: body }, null, 2)}\n`,
    );
  } else {
    process.stderr.write(`${pc.red('hormesis:')} ${known.message}\n`);
    if (known.hint) process.stderr.write(`          ${known.hint}\n`);
  }
  return exitCode[known.code];
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
