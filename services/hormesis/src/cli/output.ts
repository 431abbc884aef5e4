import { CliError, type ErrorDetail } from './cli-error.js';
import { err } from './colour.js';
import { exitCode } from './exit-code.js';

export type OutputOptions = { json?: boolean; quiet?: boolean };

/** The version of the `--json` envelope. */
const envelopeVersion = 1;

/** Data goes to stdout: for people as `lines`, with `--json` as one envelope. */
export function printResult(options: OutputOptions, data: unknown, lines: () => readonly string[]): void {
  if (options.json) {
    printEnvelope({ ok: true, data });
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
  const { code, message, hint, requestId, details, data } = known;
  if (options.json) {
    printEnvelope({
      ok: false,
      error: {
        code,
        message,
        ...(hint ? { hint } : {}),
        ...(details.length > 0 ? { details } : {}),
        ...(requestId ? { requestId } : {}),
      },
      ...(data === undefined ? {} : { data }),
    });
  } else {
    const rest = [
      ...details.map(inWords),
      ...(hint ? [hint] : []),
      ...(requestId && code === 'unavailable' ? [`Request ${requestId}.`] : []),
    ];
    process.stderr.write(`${err.red('hormesis:')} ${message}\n`);
    for (const line of rest) process.stderr.write(`          ${line}\n`);
  }
  return exitCode[code];
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function printEnvelope(content: object): void {
  process.stdout.write(`${JSON.stringify({ version: envelopeVersion, ...content }, null, 2)}\n`);
}

function inWords({ index, field, reason, hint }: ErrorDetail): string {
  const where = [index === undefined ? '' : `event ${index}`, field ?? ''].filter((part) => part !== '');
  const what = [where.join(', '), reason].filter((part) => part !== '').join(': ');
  return `${what}${/[.!?]$/.test(what) ? '' : '.'}${hint ? ` ${hint}` : ''}`;
}
