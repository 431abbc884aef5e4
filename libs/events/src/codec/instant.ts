const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-](\d\d):(\d\d))$/;

/** Whether the text is an instant in RFC 3339 that exists. Nothing is normalised: fraction and offset are the author's. */
export function isInstant(text: string): boolean {
  const match = rfc3339.exec(text);
  if (!match) return false;
  const at = (group: number) => Number(match[group] ?? 0);
  const month = at(2);
  const day = at(3);
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= lastDay(at(1), month) &&
    at(4) < 24 &&
    at(5) < 60 &&
    at(6) < 60 &&
    at(7) < 24 &&
    at(8) < 60
  );
}

function lastDay(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
