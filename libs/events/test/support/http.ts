import { type Event, encodeEvent, fromHttp, type HttpMessage } from '../../src/index.js';

export function structuredHttp(event: unknown, contentType = 'application/cloudevents+json'): HttpMessage {
  return { headers: { 'content-type': contentType }, body: Buffer.from(JSON.stringify(event)) };
}

export function batchHttp(events: readonly Event[]): HttpMessage {
  return {
    headers: { 'content-type': 'application/cloudevents-batch+json' },
    body: Buffer.from(JSON.stringify(events.map(encodeEvent))),
  };
}

/** The only event of a message; fails if it is none. */
export function onlyEvent(message: HttpMessage): Event {
  const [item] = fromHttp(message);
  if (!item) throw new Error('The message holds no event.');
  if (item.invalid) throw item.invalid;
  return item.event;
}
