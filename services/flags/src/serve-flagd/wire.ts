/**
 * The messages of `flagd.sync.v1` as protocol buffers (open-feature/flagd-schemas, protobuf/flagd/sync/v1/sync.proto).
 * Every one of them holds strings alone, so the few bytes around these are written by hand.
 */

/** Any of the messages that has nothing but a text as field 1. */
export function encodeText(value: string): Buffer {
  const text = Buffer.from(value, 'utf8');
  return Buffer.concat([Buffer.from([stringField(1)]), varint(text.length), text]);
}

/** The text in field 1: who asks, in a request; the flagd document, in an answer. Other fields are passed over. */
export function decodeText(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const tag = readVarint(bytes, at);
    const length = readVarint(bytes, tag.next);
    const end = length.next + length.value;
    if ((tag.value & 7) !== lengthDelimited || end > bytes.length) break;
    if (tag.value >> 3 === 1) text = bytes.toString('utf8', length.next, end);
    at = end;
  }
  return text;
}

const lengthDelimited = 2;

function stringField(number: number): number {
  return (number << 3) | lengthDelimited;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return Buffer.from([...bytes, rest]);
}

function readVarint(bytes: Buffer, from: number): { value: number; next: number } {
  let value = 0;
  let next = from;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[next] ?? 0;
    next += 1;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
  }
  return { value, next };
}
