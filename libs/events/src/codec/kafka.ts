import type { Event } from '../envelope/event.js';
import { bytesOfPayload, cloudEventFromEvent } from './cloud-event-from-event.js';
import { headerOfAttribute } from './kafka-headers.js';
import { eventFromMessage, type KafkaMessage } from './kafka-message.js';
import { quickMessage } from './quick/quick-message.js';

export type { KafkaMessage };

/** Writes an event in binary mode: attributes as `ce_` headers in UTF-8, the data as the value; no data, no bytes. */
export function toKafka(event: Event): { headers: Record<string, string>; value: Buffer } {
  const { attributes, payload } = cloudEventFromEvent(event);
  const headers: Record<string, string> = {};
  for (const name in attributes) headers[headerOfAttribute(name)] = attributes[name] ?? '';
  return { headers, value: bytesOfPayload(payload) };
}

/**
 * Reads a Kafka message in binary or structured mode. The record's key is not part of the event, and does not become
 * its `partitionkey`. Throws {@link InvalidEvent}, also for a tombstone that is no event.
 */
export function fromKafka(message: KafkaMessage): Event {
  return quickMessage(message) ?? eventFromMessage(message);
}
