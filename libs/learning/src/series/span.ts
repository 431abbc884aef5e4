/** A stretch of time in ms, both ends included. */
export type Span = { from: number; to: number };

export function within(spans: readonly Span[], t: number): boolean {
  return spans.some(({ from, to }) => t >= from && t <= to);
}
