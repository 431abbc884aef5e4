import type { SeriesPoint } from '@hormesis/statistics';
import { BadLine } from './watch-line.js';

/**
 * Reads a line of `hormesis detect --series`. What is no number (null, NaN, an empty text, nothing but `t`) is a point
 * without a value.
 * @throws BadLine that says what is wrong
 */
export function seriesPointOf(text: string): SeriesPoint {
  const line = seriesFields(text);
  if (!('value' in line) && Object.keys(line).some((key) => key !== 't')) throw noValue(line);
  return seriesPoint(line);
}

/** What is wrong with a line that holds other things than a value: most likely its name is spelt otherwise. */
export function noValue(line: SeriesFields): BadLine {
  const others = Object.keys(line).filter((key) => key !== 't');
  const but = others.length === 0 ? '' : `, only ${others.map((key) => `“${key}”`).join(', ')}`;
  return new BadLine(
    `it has no “value”${but}: give {"t": …, "value": …}, and null for the value where nothing was measured`,
  );
}

/** What a line of a series may have; it is left to its reader what the values are. */
export type SeriesFields = { t?: unknown; value?: unknown; incident?: unknown };

/** @throws BadLine where the fields are no point */
export function seriesPoint({ t, value }: SeriesFields): SeriesPoint {
  return { t: seriesTime(t), value: numberOf(value) };
}

/** @throws BadLine where the text is no JSON object */
export function seriesFields(text: string): SeriesFields {
  const line = parsed(text) ?? parsed(text.replace(/(?<=:\s*)(?:NaN|[-+]?Infinity)(?=\s*[,}])/g, 'null'));
  if (line === undefined) throw new BadLine('it is not JSON: give one object a line, {"t": …, "value": …}');
  if (typeof line !== 'object' || line === null || Array.isArray(line)) {
    throw new BadLine('it is no JSON object: give {"t": …, "value": …}');
  }
  return line;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws BadLine where the value is no time */
export function seriesTime(value: unknown, field = 't'): number {
  const time = typeof value === 'string' ? Date.parse(value) : value;
  if (typeof time === 'number' && Number.isFinite(time)) return time;
  throw new BadLine(`“${field}” is no time: give milliseconds since 1970`);
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
