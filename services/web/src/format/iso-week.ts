const day = 86_400_000;

/** The ISO week of an instant, in UTC: `2026-W47`. A week belongs to the year of its Thursday. */
export function weekOf(time: number): string {
  const weekday = (new Date(time).getUTCDay() + 6) % 7;
  const thursday = new Date(time + (3 - weekday) * day);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * day)) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}
