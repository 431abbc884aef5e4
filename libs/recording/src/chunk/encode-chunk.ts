import type { RecordedLatency, RecordedWindow } from '../recorded-window.js';
import { ByteWriter } from './byte-writer.js';

export type WindowOfPlace = Omit<RecordedWindow, 'service' | 'environment' | 'metric' | 'cohort'>;

/** Version of the form; a reader refuses others. */
export const chunkVersion = 1;

/**
 * Writes the windows of one place, in the order in which they became known, as columns of differences: a steady emitter
 * costs four to six bytes a window before compression.
 */
export function encodeChunk(windows: readonly WindowOfPlace[]): Uint8Array {
  const writer = new ByteWriter();
  const sources = [...new Set(windows.map(({ source = '' }) => source))];
  const bounds = boundsOf(windows);
  writer.count(chunkVersion);
  writer.count(windows.length);
  writer.count(sources.length);
  for (const source of sources) writer.text(source);
  writer.count(bounds.length);
  for (const bound of bounds) writer.text(bound);

  differences(writer, windows, 2, ({ start }) => start);
  differences(writer, windows, 1, ({ durationMs }) => durationMs);
  for (const { total } of windows) writer.count(total);
  for (const { bad } of windows) writer.count(bad);
  differences(writer, windows, 1, ({ start, durationMs, seenAt }) => Math.round(seenAt) - start - durationMs);
  if (sources.length > 1) for (const { source = '' } of windows) writer.count(sources.indexOf(source));
  if (bounds.length > 0) for (const { latency } of windows) writeLatency(writer, latency, bounds);
  return writer.finish();
}

/** Differences of the values; of order 2: differences of those. */
function differences(
  writer: ByteWriter,
  windows: readonly WindowOfPlace[],
  order: 1 | 2,
  value: (window: WindowOfPlace) => number,
): void {
  let last = 0;
  let lastStep = 0;
  for (const window of windows) {
    const step = value(window) - last;
    writer.signed(order === 1 ? step : step - lastStep);
    last += step;
    lastStep = step;
  }
}

function writeLatency(
  writer: ByteWriter,
  latency: RecordedLatency | undefined,
  bounds: readonly string[],
): void {
  writer.count(latency ? 1 : 0);
  if (!latency) return;
  writer.count(latency.count);
  writer.float(latency.sumMs);
  for (const bound of bounds) {
    const below = latency.le[bound];
    writer.count(below === undefined ? 0 : below + 1);
  }
}

function boundsOf(windows: readonly WindowOfPlace[]): string[] {
  const all = new Set<string>();
  for (const { latency } of windows) if (latency) for (const bound of Object.keys(latency.le)) all.add(bound);
  return [...all];
}
