/** What is to stand out must be at least so many times the normal. */
const clearly = 2;

/** The geometric middle of two shares, with two digits; nothing if they are too close. */
export function geometricMiddle(low: number, high: number): number | undefined {
  if (high < low * clearly) return undefined;
  return Number(Math.sqrt(low * high).toPrecision(2));
}
