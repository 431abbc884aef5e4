const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const replacement = '\ufffd';

/** The text that the bytes are in UTF-8; `undefined` if they are not UTF-8. */
export function utf8(bytes: Uint8Array): string | undefined {
  const text = bufferOf(bytes).toString();
  return text.includes(replacement) ? strictly(bytes) : text;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Tells a replacement character that was written from one that stands for bytes that are not UTF-8. */
function strictly(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
