import { utf8 } from './utf8.js';

const encoder = new TextEncoder();

/** An attribute as an HTTP header value: UTF-8, with space, `"`, `%` and all but printable ASCII percent-encoded. */
export function encodeHeaderValue(text: string): string {
  let encoded = '';
  for (const byte of encoder.encode(text)) {
    const plain = byte >= 0x21 && byte <= 0x7e && byte !== 0x22 && byte !== 0x25;
    encoded += plain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/**
 * The attribute in an HTTP header value: a quoted string is unquoted, then percent-decoded once. A `%` without two
 * hex digits stands for itself; characters up to U+00FF are the bytes that HTTP servers hand over.
 * `undefined` if that is not UTF-8.
 */
export function decodeHeaderValue(value: string): string | undefined {
  const text =
    /^".*"$/s.test(value) && value.length > 1 ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    const escaped = code === 0x25 ? /^%([0-9a-f]{2})/i.exec(text.slice(at, at + 3))?.[1] : undefined;
    if (escaped !== undefined) {
      bytes.push(Number.parseInt(escaped, 16));
      at += 2;
    } else if (code <= 0xff) {
      bytes.push(code);
    } else {
      bytes.push(...encoder.encode(String.fromCodePoint(code)));
      if (code > 0xffff) at += 1;
    }
  }
  return utf8(Uint8Array.from(bytes));
}
