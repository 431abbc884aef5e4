import { fromKafka, toKafka } from '@hormesis/events';
import type { LogEntry, LogRecord, TopicPartition } from '@hormesis/log';
import type { KafkaMessage, Message } from 'kafkajs';

export type OutgoingMessage = Message & { key: string; value: Buffer; partition: number };

/** A message in CloudEvents' binary mode: the envelope in `ce_` headers, the data as value. */
export function toMessage({ key, event }: LogEntry, partition: number): OutgoingMessage {
  const { headers, value } = toKafka(event);
  return { key, value, headers, partition };
}

/** Roughly what a message takes on the wire, in bytes. */
export function sizeOf(message: OutgoingMessage): number {
  let size = message.value.length + message.key.length + 40;
  for (const [name, value] of Object.entries(message.headers ?? {}))
    size += name.length + (value?.length ?? 0) + 4;
  return size;
}

/** What stands on the log at this place; a message that is no event we can read is handed on as such. */
export function fromMessage(message: KafkaMessage, { topic, partition }: TopicPartition): LogRecord {
  const position = { topic, partition, offset: Number(message.offset) };
  const key = message.key?.toString() ?? '';
  try {
    return { position, key, event: fromKafka(message) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { position, key, unreadable: { reason, value: message.value ?? new Uint8Array() } };
  }
}
