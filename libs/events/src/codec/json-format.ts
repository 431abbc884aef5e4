import type { CloudEvent, Payload } from './cloud-event.js';
import { isJson, parseContentType } from './content-type.js';
import { InvalidEvent } from './invalid-event.js';

/** Reads the JSON event format (structured mode, or one item of a batch). */
export function readJsonFormat(json: unknown): CloudEvent {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw InvalidEvent.because('event', 'is no JSON object', 'Send a CloudEvent in the JSON event format.');
  }
  const { data, data_base64: base64, ...others } = json as Record<string, unknown>;
  const attributes: Record<string, string> = {};
  for (const name in others) {
    const text = attributeText(name, others[name]);
    if (text !== '') attributes[name] = text;
  }
  return { attributes, payload: payloadOf(data, base64, attributes.datacontenttype) };
}

function attributeText(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (Number.isSafeInteger(value)) return String(value);
  throw InvalidEvent.because(
    name,
    'is neither a text nor an integer nor a boolean',
    'Put structured values into `data`; attributes are plain values.',
  );
}

function payloadOf(data: unknown, base64: unknown, contentType = 'application/json'): Payload {
  if (base64 !== undefined && base64 !== null) {
    if (data !== undefined) {
      throw InvalidEvent.because('data_base64', 'stands beside `data`', 'Send one of the two.');
    }
    return { kind: 'bytes', bytes: bytesOf(base64) };
  }
  if (data === undefined || data === null) return { kind: 'none' };
  if (isJson(parseContentType(contentType))) return { kind: 'json', value: data };
  if (typeof data === 'string') return { kind: 'bytes', bytes: Buffer.from(data, 'utf8') };
  throw InvalidEvent.because(
    'data',
    `is JSON, but \`datacontenttype\` is \`${contentType}\``,
    'Leave `datacontenttype` out, or send `data` as a text or `data_base64`.',
  );
}

function bytesOf(base64: unknown): Uint8Array {
  if (typeof base64 === 'string' && base64.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(base64)) {
    return Buffer.from(base64, 'base64');
  }
  throw InvalidEvent.because(
    'data_base64',
    'is no base64',
    'Encode the bytes as base64 (RFC 4648, section 4).',
  );
}
