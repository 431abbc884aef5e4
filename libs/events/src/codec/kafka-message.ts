import type { Event } from '../envelope/event.js';
import { assertSameAttributes } from './assert-same-attributes.js';
import { parseContentType } from './content-type.js';
import { eventFromCloudEvent } from './event-from-cloud-event.js';
import { InvalidEvent } from './invalid-event.js';
import { readJsonFormat } from './json-format.js';
import { parseJson } from './kept-data.js';
import { utf8 } from './utf8.js';

/** A Kafka message as a client hands it over; kafkajs gives `Buffer` headers. */
export type KafkaMessage = {
  headers?: Readonly<Record<string, HeaderValue | readonly (string | Uint8Array)[] | undefined>> | undefined;
  value: Uint8Array | null;
  /** The record's timestamp, milliseconds since 1970: the time of an event whose author gave none. */
  timestamp?: string | number;
};

type HeaderValue = string | Uint8Array;

/** Reads any message in binary or structured mode. Throws {@link InvalidEvent} with every issue found. */
export function eventFromMessage(message: KafkaMessage): Event {
  const headers = textHeaders(message.headers);
  const receivedAt = instantOf(message.timestamp);
  const options = receivedAt === undefined ? {} : { receivedAt };
  const { 'content-type': contentType, ...others } = headers;
  const announced = attributesOf(others);
  const media = contentType === undefined ? '' : parseContentType(contentType).media;
  if (media.startsWith('application/cloudevents')) {
    const cloudEvent = readJsonFormat(structuredJson(media, message.value));
    assertSameAttributes(announced, cloudEvent.attributes);
    return eventFromCloudEvent(cloudEvent, options);
  }
  if (Object.keys(announced).length === 0) {
    const what = message.value === null ? 'a tombstone without' : 'a message without';
    throw InvalidEvent.because('headers', `are those of ${what} CloudEvents headers`, 'Write `ce_` headers.');
  }
  const attributes = contentType === undefined ? announced : { ...announced, datacontenttype: contentType };
  return eventFromCloudEvent(
    {
      attributes,
      payload: message.value === null ? { kind: 'none' } : { kind: 'bytes', bytes: message.value },
    },
    options,
  );
}

function structuredJson(media: string, value: Uint8Array | null): unknown {
  if (media !== 'application/cloudevents+json') {
    throw InvalidEvent.because(
      'content-type',
      `is ${media}`,
      'Write `application/cloudevents+json`, or binary mode.',
    );
  }
  return parseJson(value ?? new Uint8Array(), 'value');
}

function textHeaders(headers: KafkaMessage['headers'] = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const one = Array.isArray(value) ? value.at(-1) : value;
      if (one === undefined || one === null) return [];
      const text = typeof one === 'string' ? one : utf8(one as Uint8Array);
      if (text === undefined) {
        throw InvalidEvent.because(name, 'is not UTF-8', 'Write header values in UTF-8.');
      }
      return text === '' ? [] : [[name.toLowerCase(), text]];
    }),
  );
}

function attributesOf(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('ce_'))
      .map(([name, value]) => [name.slice(3), value]),
  );
}

function instantOf(timestamp: string | number | undefined): string | undefined {
  const milliseconds = Number(timestamp ?? Number.NaN);
  return Number.isFinite(milliseconds) && milliseconds > 0 ? new Date(milliseconds).toISOString() : undefined;
}
