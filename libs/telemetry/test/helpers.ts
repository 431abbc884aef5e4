import type { Event } from '@hormesis/events';
import type { Appended, Consumption, EventLog, LogConsumer, LogEntry } from '@hormesis/log';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { startTelemetry, type Telemetry } from '../src/start-telemetry.js';

export type Observed = Telemetry & { spans(): ReadableSpan[]; span(name: string): ReadableSpan };

/** Telemetry that keeps its spans in memory. */
export function startObserved(env: Record<string, string> = {}): Observed {
  const exporter = new InMemorySpanExporter();
  const telemetry = startTelemetry({
    service: 'hormesis-test',
    version: '1.2.3',
    env,
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  });
  const spans = () => exporter.getFinishedSpans();
  return {
    ...telemetry,
    spans,
    span: (name) => {
      const found = spans().find((span) => span.name === name);
      if (!found) throw new Error(`no span "${name}" among ${spans().map((span) => span.name)}`);
      return found;
    },
  };
}

export function event(fields: Partial<Event> = {}): Event {
  return {
    id: 'e-1',
    source: '/test',
    time: '2026-11-16T10:00:00Z',
    name: 'service.deployed',
    type: 'dev.cdevents.service.deployed.0.3.0',
    subject: 'checkout',
    data: {},
    ...fields,
  };
}

/** A log with one partition that hands each append to its readers at once, and an extra of its own. */
export class LogInMemory implements EventLog {
  readonly kind = 'postgres';
  readonly #entries: LogEntry[] = [];
  #readers: Consumption[] = [];

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  async append(topic: string, entries: readonly LogEntry[]): Promise<readonly Appended[]> {
    const first = this.#entries.push(...entries) - entries.length;
    const records = entries.map((entry, n) => ({
      ...entry,
      position: { topic, partition: 0, offset: first + n },
    }));
    const nextOffset = this.#entries.length;
    for (const reader of this.#readers) {
      await reader.handle({ topic, partition: 0, records, nextOffset, head: nextOffset });
    }
    return records.map(({ position }) => ({ position, duplicate: false }));
  }

  async appendWithin(_tx: unknown, topic: string, entries: readonly LogEntry[]) {
    return this.append(topic, entries);
  }

  wake(): number {
    return this.#entries.length;
  }

  async read(): Promise<never> {
    throw new Error('not used here');
  }

  async heads() {
    return [{ topic: 't', partition: 0, offset: this.#entries.length }];
  }

  async tails() {
    return [{ topic: 't', partition: 0, offset: 0 }];
  }

  async consume(consumption: Consumption): Promise<LogConsumer> {
    this.#readers = [...this.#readers, consumption];
    return { assigned: () => [], stop: async () => undefined };
  }

  async check(): Promise<void> {}
  async close(): Promise<void> {}
}
