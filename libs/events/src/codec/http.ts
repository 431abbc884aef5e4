import { looksLikeCdEvent } from '../cdevents/cd-event.js';
import { isRecord } from '../cdevents/with-defaults.js';
import type { Event } from '../envelope/event.js';
import { assertSameAttributes } from './assert-same-attributes.js';
import type { CloudEvent } from './cloud-event.js';
import { bytesOfPayload, cloudEventFromEvent } from './cloud-event-from-event.js';
import { eventFromCloudEvent, type ReadingOptions } from './event-from-cloud-event.js';
import { encodeHeaderValue } from './header-value.js';
import { attributesOfHeaders, type HttpHeaders, headerOf, httpMode } from './http-headers.js';
import { InvalidEvent } from './invalid-event.js';
import { readJsonFormat } from './json-format.js';
import { parseJson } from './kept-data.js';
import { decodeEvent } from './structured.js';

/** An HTTP request or response: the body as bytes, as text, or, if it was JSON, already parsed. */
export type HttpMessage = { headers: HttpHeaders; body: unknown };

/** One event of a message, or why it is none and what was sent. `index` counts from 0; outside a batch it is 0. */
export type HttpItem =
  | { index: number; event: Event; invalid?: never }
  | { index: number; invalid: InvalidEvent; sent: unknown; event?: never };

export type HttpReadingOptions = ReadingOptions & {
  /** How many events a batch may hold; a larger one is refused before any of them is read. */
  maxEvents?: number;
};

/** Thrown for a batch that holds more events than are taken at once. */
export class TooManyEvents extends InvalidEvent {}

/**
 * Reads all events of an HTTP message: binary, structured and batched CloudEvents, and a bare CDEvent. An event that
 * cannot be read does not hide its neighbours. Throws {@link InvalidEvent} if the message as a whole cannot be read.
 */
export function fromHttp(message: HttpMessage, options: HttpReadingOptions = {}): readonly HttpItem[] {
  return carried(message, options).map(({ sent, read }, index) => {
    try {
      return { index, event: read() };
    } catch (error) {
      if (error instanceof InvalidEvent) return { index, invalid: error, sent };
      throw error;
    }
  });
}

/** Writes an event in binary mode. */
export function toHttp(event: Event): { headers: Record<string, string>; body: Buffer } {
  const { attributes, payload } = cloudEventFromEvent(event);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'datacontenttype') headers['content-type'] = value;
    else headers[`ce-${name}`] = encodeHeaderValue(value);
  }
  return { headers, body: bytesOfPayload(payload) };
}

type Carried = { sent: unknown; read: () => Event };

function carried({ headers, body }: HttpMessage, options: HttpReadingOptions): readonly Carried[] {
  switch (httpMode(headers)) {
    case 'batched':
      return batchOf(jsonBody(body), options.maxEvents).map((sent) => ({
        sent,
        read: () => decodeEvent(sent, options),
      }));
    case 'structured': {
      const json = jsonBody(body);
      return [{ sent: body, read: () => eventFromCloudEvent(structured(headers, json), options) }];
    }
    case 'binary':
      return [{ sent: body, read: () => eventFromCloudEvent(binary(headers, body), options) }];
    case 'bare': {
      const json = jsonBody(body);
      return [{ sent: body, read: () => eventFromCloudEvent(bare(json), options) }];
    }
    case undefined:
      throw InvalidEvent.because(
        'content-type',
        `is ${headerOf(headers, 'content-type') ?? 'missing'}, and there are no \`ce-\` headers`,
        'Send `application/cloudevents+json`, `application/cloudevents-batch+json`, `ce-` headers, or a CDEvent as `application/json`.',
      );
  }
}

function structured(headers: HttpHeaders, json: unknown): CloudEvent {
  const cloudEvent = readJsonFormat(json);
  assertSameAttributes(attributesOfHeaders(headers), cloudEvent.attributes);
  return cloudEvent;
}

function binary(headers: HttpHeaders, body: unknown): CloudEvent {
  const { datacontenttype: misplaced, ...announced } = attributesOfHeaders(headers);
  const contentType = headerOf(headers, 'content-type');
  if (misplaced !== undefined && misplaced !== contentType) {
    throw InvalidEvent.because(
      'datacontenttype',
      'was sent as a `ce-` header, and is not the Content-Type',
      'Say the type of the data in `Content-Type` only.',
    );
  }
  const attributes = contentType ? { ...announced, datacontenttype: contentType } : announced;
  return { attributes, payload: binaryPayload(body) };
}

function binaryPayload(body: unknown): CloudEvent['payload'] {
  if (body === undefined || body === null) return { kind: 'none' };
  if (!isBytes(body)) return { kind: 'json', value: body };
  const bytes = bytesOf(body);
  return bytes.length === 0 ? { kind: 'none' } : { kind: 'bytes', bytes };
}

function bare(json: unknown): CloudEvent {
  if (!looksLikeCdEvent(json)) {
    throw InvalidEvent.because(
      'event',
      'is no CDEvent',
      isRecord(json) && 'specversion' in json
        ? 'It looks like a CloudEvent: send it as `application/cloudevents+json`.'
        : 'Send a CDEvent with `context` and `subject`, or a CloudEvent as `application/cloudevents+json`.',
    );
  }
  const { id, source, type, timestamp } = json.context;
  const attributes = { id, source, type, time: timestamp };
  const given = Object.entries(attributes).filter(([, value]) => typeof value === 'string' && value !== '');
  return {
    attributes: {
      specversion: '1.0',
      ...(Object.fromEntries(given.filter(([name, value]) => name !== 'id' || value !== '0')) as Record<
        string,
        string
      >),
    },
    payload: { kind: 'json', value: json },
  };
}

function batchOf(json: unknown, maxEvents = Number.POSITIVE_INFINITY): readonly unknown[] {
  if (!Array.isArray(json)) {
    throw InvalidEvent.because('body', 'is no JSON array', 'Send a batch as an array of CloudEvents.');
  }
  if (json.length > maxEvents) {
    throw new TooManyEvents([
      {
        field: 'body',
        reason: `holds ${json.length} events`,
        hint: `Send at most ${maxEvents} events at once.`,
      },
    ]);
  }
  return json;
}

function jsonBody(body: unknown): unknown {
  return isBytes(body) ? parseJson(bytesOf(body), 'body') : body;
}

function isBytes(body: unknown): body is string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array;
}

function bytesOf(body: string | Uint8Array): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
}
