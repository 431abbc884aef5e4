import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { Encoding } from './decode.js';

/** What of a request was not taken, and why; both empty: all was. A message alone is a warning. */
export type PartialSuccess = { rejected: number; errorMessage: string };

/** Writes an `Export…ServiceResponse`; `rejectedField` is the name of the count in JSON. */
export function encodeAnswer(
  { rejected, errorMessage }: PartialSuccess,
  encoding: Encoding,
  rejectedField: 'rejectedDataPoints' | 'rejectedSpans',
): Uint8Array {
  const isFull = rejected === 0 && errorMessage === '';
  if (encoding === 'json') {
    const partialSuccess = { [rejectedField]: String(rejected), errorMessage };
    return Buffer.from(JSON.stringify(isFull ? {} : { partialSuccess }));
  }
  const writer = new BinaryWriter();
  if (isFull) return writer.finish();
  writer.tag(1, WireType.LengthDelimited).fork();
  if (rejected > 0) writer.tag(1, WireType.Varint).int64(rejected);
  if (errorMessage !== '') writer.tag(2, WireType.LengthDelimited).string(errorMessage);
  return writer.join().finish();
}

/** Writes a `google.rpc.Status`. */
export function encodeStatus(code: number, message: string, encoding: Encoding): Uint8Array {
  if (encoding === 'json') return Buffer.from(JSON.stringify({ code, message }));
  const writer = new BinaryWriter();
  return writer.tag(1, WireType.Varint).int32(code).tag(2, WireType.LengthDelimited).string(message).finish();
}
