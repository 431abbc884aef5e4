const date = (seconds: number) => new Date(Math.floor(seconds) * 1000);

/** Parts of a time in UTC, given in seconds since 1970. */
export const dates: Readonly<Record<string, (seconds: number) => number>> = {
  minute: (seconds) => date(seconds).getUTCMinutes(),
  hour: (seconds) => date(seconds).getUTCHours(),
  day_of_week: (seconds) => date(seconds).getUTCDay(),
  day_of_month: (seconds) => date(seconds).getUTCDate(),
  day_of_year: (seconds) => {
    const day = date(seconds);
    return Math.floor((day.getTime() - Date.UTC(day.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
  },
  days_in_month: (seconds) => {
    const day = date(seconds);
    return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  },
  month: (seconds) => date(seconds).getUTCMonth() + 1,
  year: (seconds) => date(seconds).getUTCFullYear(),
};
