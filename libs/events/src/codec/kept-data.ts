import { type BinaryData, type CloudEvent, isBinaryData, type Payload } from './cloud-event.js';
import { foreignCharset, isJson, isText, parseContentType } from './content-type.js';
import { InvalidEvent } from './invalid-event.js';
import { storingIssue } from './storable.js';
import { utf8 } from './utf8.js';

/** The data of a type that we only keep: as sent, in one form whatever mode it was sent in. */
export type KeptData = { data: unknown; dataContentType?: string };

/** What was sent, in the form in which {@link Event} holds it. */
export function keptData({ attributes, payload }: CloudEvent): KeptData {
  if (payload.kind === 'none') return { data: null };
  const written = attributes.datacontenttype ?? 'application/json';
  const contentType = parseContentType(written);
  if (isJson(contentType)) {
    const plain = contentType.media === 'application/json' && foreignCharset(contentType) === undefined;
    const data = jsonOf(payload, written);
    return plain || data === null ? { data } : { data, dataContentType: written };
  }
  if (payload.kind === 'json') return { data: payload.value };
  const text = isText(contentType) && !foreignCharset(contentType) ? utf8(payload.bytes) : undefined;
  const readable = text !== undefined && !storingIssue(text, 'data');
  return { data: readable ? text : binary(payload.bytes), dataContentType: written };
}

/** The JSON value of a payload. Throws if it is none, or cannot be stored. */
export function jsonOf(payload: Payload, contentType = 'application/json'): unknown {
  if (payload.kind === 'none') return null;
  const charset = foreignCharset(parseContentType(contentType));
  if (charset !== undefined) {
    throw InvalidEvent.because('datacontenttype', `names the charset ${charset}`, 'Send JSON in UTF-8.');
  }
  const value = payload.kind === 'json' ? payload.value : parseJson(payload.bytes, 'data');
  const issue = storingIssue(value, 'data');
  if (issue) throw new InvalidEvent([issue]);
  return value;
}

/** Parses bytes as JSON in UTF-8; `field` names them if they are not. Nothing at all is `null`. */
export function parseJson(bytes: Uint8Array, field: string): unknown {
  if (bytes.length === 0) return null;
  const text = utf8(bytes);
  if (text === undefined) throw InvalidEvent.because(field, 'is not UTF-8', 'Send JSON in UTF-8.');
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'not JSON';
    throw InvalidEvent.because(
      field,
      `is not JSON (${why})`,
      'Send valid JSON, or name the media type it has.',
    );
  }
}

/** The payload of kept data, the reverse of {@link keptData}. */
export function payloadOfKept({ data, dataContentType }: KeptData): Payload {
  if (data === null || data === undefined) return { kind: 'none' };
  if (dataContentType === undefined || isJson(parseContentType(dataContentType)))
    return { kind: 'json', value: data };
  if (typeof data === 'string') return { kind: 'bytes', bytes: Buffer.from(data, 'utf8') };
  if (isBinaryData(data)) return { kind: 'bytes', bytes: Buffer.from(data.base64, 'base64') };
  return { kind: 'json', value: data };
}

function binary(bytes: Uint8Array): BinaryData {
  return { base64: Buffer.from(bytes).toString('base64') };
}
