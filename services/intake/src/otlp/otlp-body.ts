import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ProblemError } from '@hormesis/http';
import type { Encoding } from '@hormesis/otlp';
import { otlpLimits } from './otlp-limits.js';

const unpack = promisify(gunzip);

export type OtlpBody = { bytes: Uint8Array; encoding: Encoding };

/** The encoding that a request announces, which is that of its answer too; `undefined`: none that is read here. */
export function encodingOf(headers: IncomingHttpHeaders): Encoding | undefined {
  const [type] = (headers['content-type'] ?? '').split(';');
  switch (type?.trim().toLowerCase()) {
    case 'application/x-protobuf':
      return 'protobuf';
    case 'application/json':
      return 'json';
    default:
      return undefined;
  }
}

/**
 * The body of an OTLP request, unpacked.
 * @throws ProblemError 415 for other types and encodings, 413 when it is too large, 400 when it is no gzip
 */
export async function readOtlpBody(headers: IncomingHttpHeaders, body: unknown): Promise<OtlpBody> {
  const encoding = encodingOf(headers);
  if (encoding === undefined) {
    throw unsupported(
      'The Content-Type is not read here.',
      'Send application/x-protobuf or application/json.',
    );
  }
  const sent = body instanceof Uint8Array ? body : new Uint8Array();
  return { bytes: await unpacked(sent, headers['content-encoding'] ?? 'identity'), encoding };
}

async function unpacked(sent: Uint8Array, packing: string): Promise<Uint8Array> {
  switch (packing.trim().toLowerCase()) {
    case 'identity':
      return sent;
    case 'gzip':
      return unpack(sent, { maxOutputLength: otlpLimits.unpackedBytes }).catch(
        (error: NodeJS.ErrnoException) => {
          throw error.code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : noGzip();
        },
      );
    default:
      throw unsupported(
        `The Content-Encoding ${packing} is not read here.`,
        'Send gzip, or send it as it is.',
      );
  }
}

function unsupported(title: string, hint: string): ProblemError {
  return new ProblemError({ status: 415, code: 'unsupported-media-type', title, hint });
}

function tooLarge(): ProblemError {
  const mebibytes = otlpLimits.unpackedBytes / 1024 / 1024;
  return new ProblemError({
    status: 413,
    code: 'too-large',
    title: `The body has more than ${mebibytes} MiB once it is unpacked.`,
    hint: 'Export smaller batches.',
  });
}

function noGzip(): ProblemError {
  return new ProblemError({
    status: 400,
    code: 'unreadable',
    title: 'The body is announced as gzip, and is none.',
  });
}
