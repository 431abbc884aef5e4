import { isSpanContextValid, trace } from '@opentelemetry/api';
import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { humanLines } from './human-lines.js';

export type { Logger } from 'pino';

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const stderr = 2;

type Environment = Readonly<Record<string, string | undefined>>;

let root: Logger | undefined;

/**
 * The logger of a part of Hormesis. Writes to stderr: JSON lines, or short lines for a person at a terminal. Lines
 * written within a span carry its `trace_id` and `span_id`. HORMESIS_LOG_LEVEL sets the level (default `info`).
 */
export function logger(name: string): Logger {
  root ??= createLogger(defaultStream(), process.env);
  return root.child({ name });
}

/** A logger that writes elsewhere. */
export function createLogger(stream: DestinationStream, env: Environment): Logger {
  const level = env.HORMESIS_LOG_LEVEL ?? 'info';
  return pino(
    {
      level: levels.includes(level) ? level : 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: traceIds,
    },
    stream,
  );
}

function defaultStream(): DestinationStream {
  const isForPerson = process.stderr.isTTY === true && process.env.NODE_ENV !== 'production';
  return isForPerson ? humanLines(process.stderr) : destination({ dest: stderr, sync: true });
}

function traceIds(): { trace_id?: string; span_id?: string } {
  const context = trace.getActiveSpan()?.spanContext();
  if (!context || !isSpanContextValid(context)) return {};
  return { trace_id: context.traceId, span_id: context.spanId };
}
