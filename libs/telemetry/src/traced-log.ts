import {
  type Appended,
  type Consumption,
  type EventLog,
  isReadable,
  type LogBatch,
  type LogEntry,
} from '@hormesis/log';
import type { Attributes } from '@opentelemetry/api';
import { count, record, secondsSince } from './metrics/instruments.js';
import { injectTrace, linksTo } from './tracing/trace-context.js';
import { errorType, SpanKind, withSpan } from './tracing/with-span.js';

/** What a log may offer besides: to append inside a caller's database transaction. */
type AppendWithin = (
  tx: unknown,
  topic: string,
  entries: readonly LogEntry[],
) => Promise<readonly Appended[]>;

/**
 * The same log with spans and metrics; what else the adapter offers stays. An append puts its span into events that
 * belong to no trace yet; each batch that a reader handles is a trace of its own with links to where its events began.
 */
export function tracedLog<L extends EventLog & { appendWithin?: unknown }>(log: L): L {
  const append: EventLog['append'] = (topic, entries) =>
    tracedAppend(log, topic, entries, (traced) => log.append(topic, traced));
  const consume: EventLog['consume'] = (consumption) => log.consume(tracedConsumption(log, consumption));
  const within = log.appendWithin;
  const appendWithin: AppendWithin | undefined =
    typeof within === 'function'
      ? (tx, topic, entries) =>
          tracedAppend(log, topic, entries, (traced) => Reflect.apply(within, log, [tx, topic, traced]))
      : undefined;
  return withMembers(log, { append, consume, ...(appendWithin ? { appendWithin } : {}) });
}

/** The object with some members replaced; the others see the object itself as `this`. */
function withMembers<T extends object>(target: T, members: Readonly<Record<string, unknown>>): T {
  return new Proxy(target, {
    get: (_, name) => {
      if (typeof name === 'string' && name in members) return members[name];
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

async function tracedAppend(
  log: EventLog,
  topic: string,
  entries: readonly LogEntry[],
  write: (traced: readonly LogEntry[]) => Promise<readonly Appended[]>,
): Promise<readonly Appended[]> {
  const details = {
    kind: SpanKind.PRODUCER,
    links: linksTo(entries.map(({ event }) => event)),
    attributes: {
      ...messaging(log, topic, 'send', 'append'),
      'messaging.batch.message_count': entries.length,
    },
  };
  return withSpan(`append ${topic}`, details, async () => {
    const traced = entries.map(({ key, event }) => ({ key, event: injectTrace(event) }));
    const appended = await timed('hormesis.log.append.duration', { topic }, () => write(traced));
    const fresh = appended.filter(({ duplicate }) => !duplicate).length;
    if (fresh > 0) count('hormesis.log.appended', fresh, { topic });
    return appended;
  });
}

function tracedConsumption(log: EventLog, consumption: Consumption): Consumption {
  const group = consumption.group ? { 'messaging.consumer.group.name': consumption.group } : {};
  const handle = (batch: LogBatch): Promise<void> => {
    const details = {
      kind: SpanKind.CONSUMER,
      root: true,
      links: linksTo(eventsOf(batch)),
      attributes: {
        ...messaging(log, batch.topic, 'process', 'process'),
        ...group,
        'messaging.destination.partition.id': String(batch.partition),
        'messaging.batch.message_count': batch.records.length,
      },
    };
    const labels = { 'messaging.destination.name': batch.topic, ...group };
    return withSpan(`process ${batch.topic}`, details, () =>
      timed('messaging.process.duration', labels, () => consumption.handle(batch)),
    );
  };
  return { ...consumption, handle };
}

async function timed<T>(
  metric: 'hormesis.log.append.duration' | 'messaging.process.duration',
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  const start = performance.now();
  try {
    const result = await work();
    record(metric, secondsSince(start), attributes);
    return result;
  } catch (error) {
    record(metric, secondsSince(start), { ...attributes, 'error.type': errorType(error) });
    throw error;
  }
}

function* eventsOf({ records }: LogBatch) {
  for (const candidate of records) if (isReadable(candidate)) yield candidate.event;
}

function messaging(log: EventLog, topic: string, type: string, operation: string): Attributes {
  return {
    'messaging.system': log.kind,
    'messaging.destination.name': topic,
    'messaging.operation.type': type,
    'messaging.operation.name': operation,
  };
}
