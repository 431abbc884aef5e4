import type { LogRecord } from '@hormesis/log';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { linksOf } from './links.js';

type Batch = { topic: string; partition: number; records: readonly LogRecord[] };

/** Does the work in a span that links to the traces of the records. */
export function inBatchSpan<T>(consumer: string, batch: Batch, work: () => Promise<T>): Promise<T> {
  const tracer = trace.getTracer('@hormesis/projection');
  const options = {
    kind: SpanKind.CONSUMER,
    links: linksOf(batch.records),
    attributes: {
      'messaging.operation.type': 'process',
      'messaging.destination.name': batch.topic,
      'messaging.destination.partition.id': String(batch.partition),
      'messaging.consumer.group.name': consumer,
      'messaging.batch.message_count': batch.records.length,
    },
  };
  return tracer.startActiveSpan(`process ${batch.topic}`, options, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
