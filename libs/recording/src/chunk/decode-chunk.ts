import type { RecordedLatency } from '../recorded-window.js';
import { ByteReader } from './byte-reader.js';
import { chunkVersion } from './encode-chunk.js';

/** Gets the windows of a chunk one after the other, without an object for each. */
export type WindowSink = (
  source: string,
  start: number,
  durationMs: number,
  total: number,
  bad: number,
  seenAt: number,
  latency: RecordedLatency | undefined,
) => void;

/**
 * Reads a chunk.
 * @returns how many windows it holds
 * @throws RangeError if it is cut short, or of a version that is not known
 */
export function decodeChunk(bytes: Uint8Array, take: WindowSink): number {
  const reader = new ByteReader(bytes);
  const version = reader.count();
  if (version !== chunkVersion) throw new RangeError(`A chunk of version ${version} cannot be read here.`);
  const length = reader.count();
  const sources = texts(reader);
  const bounds = texts(reader);
  const starts = running(reader, length, 2);
  const durations = running(reader, length, 1);
  const totals = counts(reader, length);
  const bads = counts(reader, length);
  const lags = running(reader, length, 1);
  const by = sources.length > 1 ? counts(reader, length) : undefined;
  for (let n = 0; n < length; n += 1) {
    const start = starts[n] ?? 0;
    const duration = durations[n] ?? 0;
    take(
      sources[by?.[n] ?? 0] ?? '',
      start,
      duration,
      totals[n] ?? 0,
      bads[n] ?? 0,
      start + duration + (lags[n] ?? 0),
      bounds.length > 0 ? readLatency(reader, bounds) : undefined,
    );
  }
  if (!reader.done) throw new RangeError('The chunk goes on after its last window.');
  return length;
}

function texts(reader: ByteReader): string[] {
  return Array.from({ length: reader.count() }, () => reader.text());
}

function counts(reader: ByteReader, length: number): Float64Array {
  const values = new Float64Array(length);
  for (let n = 0; n < length; n += 1) values[n] = reader.count();
  return values;
}

function running(reader: ByteReader, length: number, order: 1 | 2): Float64Array {
  const values = new Float64Array(length);
  let last = 0;
  let step = 0;
  for (let n = 0; n < length; n += 1) {
    const difference = reader.signed();
    step = order === 1 ? difference : step + difference;
    last += step;
    values[n] = last;
  }
  return values;
}

function readLatency(reader: ByteReader, bounds: readonly string[]): RecordedLatency | undefined {
  if (reader.count() === 0) return undefined;
  const count = reader.count();
  const sumMs = reader.float();
  const le: Record<string, number> = {};
  for (const bound of bounds) {
    const below = reader.count();
    if (below > 0) le[bound] = below - 1;
  }
  return { count, sumMs, le };
}
