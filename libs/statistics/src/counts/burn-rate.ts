/** Errors of the last six hours by the minute, to see whether an objective is used up too fast. */
export type BurnRate = { minute: number; total: number[]; bad: number[]; paged: boolean };

/** How fast, in times the speed that just uses it up. */
export type Burn = { burn: number; limit: number; longMinutes: number };

const minutes = 360;

/** Pages when both windows of a pair burn faster (multi-window, multi-burn-rate; Google SRE workbook, chapter 5). */
const pages = [
  { limit: 14.4, long: 60, short: 5 },
  { limit: 6, long: 360, short: 30 },
] as const;

export function burnRate(): BurnRate {
  return {
    minute: 0,
    total: new Array<number>(minutes).fill(0),
    bad: new Array<number>(minutes).fill(0),
    paged: false,
  };
}

/**
 * Adds a window that ended at `at`.
 * @param objective share of good requests, as 0.999
 * @returns how fast the objective burns, when that begins to be a page
 */
export function burn(
  state: BurnRate,
  { total, bad }: { total: number; bad: number },
  at: number,
  objective: number,
): Burn | undefined {
  const minute = Math.floor(at / 60_000);
  if (minute > state.minute) {
    const passed = Math.min(minutes, minute - state.minute);
    for (let i = 0; i < passed; i++) clear(state, minute - i);
    state.minute = minute;
    state.paged &&= pageOf(state, objective) !== undefined;
  }
  if (state.minute - minute >= minutes) return undefined;
  const place = minute % minutes;
  state.total[place] = (state.total[place] ?? 0) + total;
  state.bad[place] = (state.bad[place] ?? 0) + bad;
  if (bad === 0 || state.paged) return undefined;
  const page = pageOf(state, objective);
  state.paged = page !== undefined;
  return page;
}

function pageOf(state: BurnRate, objective: number): Burn | undefined {
  for (const { limit, long, short } of pages) {
    const speed = Math.min(burnOver(state, long, objective), burnOver(state, short, objective));
    if (speed >= limit) return { burn: speed, limit, longMinutes: long };
  }
  return undefined;
}

/** Minutes that were not seen count as good, so that the first error of a young series is no page. */
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
