/** A stretch of time, in milliseconds since 1970; `from` < `to`. */
export type TimeRange = { from: number; to: number };

const shortest = 200;
const longest = 20 * 365 * 86_400_000;

export const span = (range: TimeRange): number => range.to - range.from;

export function toPixel(range: TimeRange, width: number, time: number): number {
  return ((time - range.from) / span(range)) * width;
}

export function toTime(range: TimeRange, width: number, x: number): number {
  return range.from + (x / width) * span(range);
}

/** The range `factor` times as long (below 1: closer), with the instant `at` kept where it is on the screen. */
export function zoom(range: TimeRange, factor: number, at = (range.from + range.to) / 2): TimeRange {
  const wanted = Math.min(Math.max(span(range) * factor, shortest), longest);
  const share = (at - range.from) / span(range);
  const from = at - share * wanted;
  return { from, to: from + wanted };
}

/** The range moved by a share of its own length; positive is later. */
export function pan(range: TimeRange, share: number): TimeRange {
  const by = span(range) * share;
  return { from: range.from + by, to: range.to + by };
}

/** The range that shows all of the given ascending times, with a margin on both sides. */
export function fit(times: ArrayLike<number>, shortestFit = 60_000): TimeRange {
  const first = times[0] ?? 0;
  const last = times[times.length - 1] ?? first;
  const length = Math.max(last - first, shortestFit);
  const middle = (first + last) / 2;
  return { from: middle - length * 0.54, to: middle + length * 0.54 };
}

/** The range moved just so far that it holds the instant, with a tenth to spare. */
export function reveal(range: TimeRange, time: number): TimeRange {
  const margin = span(range) * 0.1;
  if (time < range.from + margin) return pan(range, (time - margin - range.from) / span(range));
  if (time > range.to - margin) return pan(range, (time + margin - range.to) / span(range));
  return range;
}
