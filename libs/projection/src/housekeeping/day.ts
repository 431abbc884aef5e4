const dayMs = 24 * 60 * 60 * 1_000;

/** The day (UTC) so many days after that of `time`, as `2026-11-23`. */
export function dayAfter(time: Date, days: number): string {
  return new Date(time.getTime() + days * dayMs).toISOString().slice(0, 10);
}

/** When a day begins. */
export function beginOf(day: string): string {
  return `${day}T00:00:00.000Z`;
}
