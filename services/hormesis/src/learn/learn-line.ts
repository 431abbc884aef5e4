import type { LearnPoint, Span } from '@hormesis/learning';
import { noValue, type SeriesFields, seriesFields, seriesPoint, seriesTime } from '../detect/series-line.js';
import { BadLine } from '../detect/watch-line.js';

/** A line of `hormesis learn --series`: a point, or an incident that has ended. */
export type LearnLine = LearnPoint | { t: number; incident: Span };

/** @throws BadLine that says what is wrong */
export function learnLineOf(text: string): LearnLine {
  const line = seriesFields(text);
  if (line.incident === undefined || line.incident === null) {
    if (!('value' in line)) throw noValue(line);
    return seriesPoint(line);
  }
  if ('value' in line) throw new BadLine('it has a “value” and an “incident”: give each a line of its own');
  return { t: seriesTime(line.t), incident: spanOf(line.incident) };
}

function spanOf(value: NonNullable<SeriesFields['incident']>): Span {
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new BadLine('“incident” is no object: give {"from": …, "to": …} in milliseconds');
  }
  const { from, to }: { from?: unknown; to?: unknown } = value;
  return { from: seriesTime(from, 'incident.from'), to: seriesTime(to, 'incident.to') };
}
