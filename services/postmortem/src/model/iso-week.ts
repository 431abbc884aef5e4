/** An ISO 8601 week in UTC: from Monday 00:00 up to, not including, the next Monday. */
export type IsoWeek = { week: string; from: string; to: string };

const dayMs = 24 * 60 * 60 * 1000;
const weekMs = 7 * dayMs;

/** Reads `2026-W47`; `undefined` if it is no week that exists. */
export function parseWeek(text: string): IsoWeek | undefined {
  const match = /^(\d{4})-W(\d{2})$/.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  const number = Number(match[2]);
  if (number < 1) return undefined;
  const week = weekFrom(mondayOfFirstWeek(year) + (number - 1) * weekMs);
  return week.week === text ? week : undefined;
}

/** The week that holds an instant. */
export function weekOf(instant: Date): IsoWeek {
  return weekFrom(mondayBefore(instant.getTime()));
}

export function weekBefore({ from }: IsoWeek): IsoWeek {
  return weekFrom(Date.parse(from) - weekMs);
}

function weekFrom(monday: number): IsoWeek {
  const year = new Date(monday + 3 * dayMs).getUTCFullYear();
  const number = Math.round((monday - mondayOfFirstWeek(year)) / weekMs) + 1;
  return {
    week: `${String(year).padStart(4, '0')}-W${String(number).padStart(2, '0')}`,
    from: new Date(monday).toISOString(),
    to: new Date(monday + weekMs).toISOString(),
  };
}

/** The first week is the one that holds 4 January. */
function mondayOfFirstWeek(year: number): number {
  const fourth = new Date(0);
  fourth.setUTCFullYear(year, 0, 4);
  return mondayBefore(fourth.getTime());
}

function mondayBefore(ms: number): number {
  const midnight = Math.floor(ms / dayMs) * dayMs;
  const daysSinceMonday = (new Date(midnight).getUTCDay() + 6) % 7;
  return midnight - daysSinceMonday * dayMs;
}
