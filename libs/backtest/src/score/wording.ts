/** A figure as people read it: three digits that count. */
export function figure(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** `45 s`, `12 min`, `3.5 h`. */
export function lasting(ms: number): string {
  const seconds = ms / 1_000;
  if (seconds < 90) return `${figure(seconds)} s`;
  if (seconds < 90 * 60) return `${figure(seconds / 60)} min`;
  return `${figure(seconds / 3_600)} h`;
}

/** `53 min`, `1.5 days`, of a number of days. */
export function lastingDays(days: number): string {
  return days < 1 ? lasting(days * 24 * 3_600_000) : `${figure(days)} ${days === 1 ? 'day' : 'days'}`;
}
