import type { DestinationStream } from 'pino';

type Line = {
  time: string;
  level: string;
  name?: string;
  msg?: string;
  err?: { message?: string; stack?: string };
};

const marks: Readonly<Record<string, string>> = { debug: '·', trace: '·', warn: '!', error: '✗', fatal: '✗' };
const hidden = new Set(['time', 'level', 'name', 'msg', 'err', 'trace_id', 'span_id']);

/** Turns log lines into short ones for a person: `10:42:07 ! guardian  webhook answered 503  status=503`. */
export function humanLines(target: { write(text: string): unknown }): DestinationStream {
  return { write: (json) => void target.write(`${humanLine(json)}\n`) };
}

export function humanLine(json: string): string {
  const line: Line & Record<string, unknown> = JSON.parse(json);
  const details = Object.entries(line).flatMap(([name, value]) =>
    hidden.has(name) ? [] : [`${name}=${textOf(value)}`],
  );
  const problem = line.level === 'debug' || line.level === 'trace' ? line.err?.stack : line.err?.message;
  return [
    `${line.time.slice(11, 19)} ${marks[line.level] ?? ' '} ${line.name ?? ''}`,
    [line.msg, problem].flatMap((text) => (text ? [text] : [])).join(': '),
    ...details,
  ].join('  ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
