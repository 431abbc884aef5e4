/** Errors of the last six hours by the minute, to see whether an objective is used up too fast. */
export type BurnRate = { minute: number; total: number[]; bad: number[] };

const minutes = 360;

/** Pages when both windows of a pair burn faster (multi-window, multi-burn-rate; Google SRE workbook, chapter 5). */
const pages = [
  { burn: 14.4, long: 60, short: 5 },
  { burn: 6, long: 360, short: 30 },
] as const;

export function burnRate(): BurnRate {
  return { minute: 0, total: new Array<number>(minutes).fill(0), bad: new Array<number>(minutes).fill(0) };
}

/**
 * Adds a window and tells how many times too fast the objective is used up, if it is a page.
 * @param objective share of good requests, as 0.999
 */
export function burn(
  state: BurnRate,
  { total, bad }: { total: number; bad: number },
  at: number,
  objective: number,
): { burn: number; longMinutes: number } | undefined {
  const minute = Math.floor(at / 60_000);
  const passed = state.minute === 0 ? minutes : Math.min(minutes, minute - state.minute);
  for (let i = 0; i < passed; i++) clear(state, minute - i);
  if (minute > state.minute) state.minute = minute;
  const place = minute % minutes;
  state.total[place] = (state.total[place] ?? 0) + total;
  state.bad[place] = (state.bad[place] ?? 0) + bad;
  if (bad === 0) return undefined;
  for (const { burn: limit, long, short } of pages) {
    const burns = Math.min(burnOver(state, long, objective), burnOver(state, short, objective));
    if (burns >= limit) return { burn: burns, longMinutes: long };
  }
  return undefined;
}

/** Minutes that were not seen count as good, so a pair of windows cannot page on the first error. */
function burnOver(state: BurnRate, span: number, objective: number): number {
  let total = 0;
  let bad = 0;
  let seen = 0;
  for (let i = 0; i < span; i++) {
    const place = (state.minute - i + minutes) % minutes;
    const here = state.total[place] ?? 0;
    if (here > 0) seen++;
    total += here;
    bad += state.bad[place] ?? 0;
  }
  return total === 0 ? 0 : ((bad / total) * (seen / span)) / (1 - objective);
}

function clear(state: BurnRate, minute: number): void {
  const place = ((minute % minutes) + minutes) % minutes;
  state.total[place] = 0;
  state.bad[place] = 0;
}
