import type { Event } from '../../envelope/event.js';
import { attributeOfHeader } from '../kafka-headers.js';
import type { KafkaMessage } from '../kafka-message.js';
import { utf8 } from '../utf8.js';
import { Draft } from './draft.js';

/** Reads an event in binary mode as we write it; `undefined` if the message has to be looked at more closely. */
export function quickMessage({ headers, value }: KafkaMessage): Event | undefined {
  if (!headers || value === null || value.length === 0) return undefined;
  const draft = new Draft();
  for (const header in headers) {
    const text = textOf(headers[header]);
    if (text === undefined) return undefined;
    const name = attributeOfHeader(header);
    if (name === undefined ? mayMatter(header) : !draft.take(name, text)) return undefined;
  }
  const json = jsonOf(value);
  return json === undefined ? undefined : draft.event(json);
}

/** Whether a header is one of an event, though in another case than we write it in. */
function mayMatter(header: string): boolean {
  return /^(ce_|content-type$)/i.test(header);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Buffer.isBuffer(value) ? utf8(value) : undefined;
}

/** The JSON that the bytes are; `undefined` if they are none. */
function jsonOf(bytes: Uint8Array): unknown {
  const text = utf8(bytes);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
