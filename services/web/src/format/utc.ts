/** The exact instant for people: `2026-11-16 14:03:11.250 UTC`. What is no instant is returned as it is. */
export function utc(instant: string | number): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return String(instant);
  return `${date.toISOString().replace('T', ' ').replace('.000Z', 'Z').slice(0, -1)} UTC`;
}

/** The time of day: `14:03:11`; with `day` the month and day before it: `11-16 14:03:11`. */
export function utcTime(instant: string | number, day = false): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return String(instant);
  return date
    .toISOString()
    .slice(day ? 5 : 11, 19)
    .replace('T', ' ');
}

/** The instant to the minute: `2026-11-16 14:03 UTC`. */
export function utcMinute(instant: string | number): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return String(instant);
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
