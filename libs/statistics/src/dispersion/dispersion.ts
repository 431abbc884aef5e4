/**
 * How much more bad counts vary than independent events would: variance over mean, 1 for a Poisson count, 2g − 1 for
 * bursts of geometric size with mean g. From the differences of windows that follow one another (von Neumann 1941), so
 * that neither a trend nor a step of the rate counts; at the length of a window and of ten, for bursts last.
 */
export type Dispersion = {
  fine: Scale;
  coarse: Scale;
  blockTotal: number;
  blockBad: number;
  blockWindows: number;
};

type Scale = { spread: number; events: number; pairs: number; lastTotal: number; lastBad: number };

const windowsInBlock = 10;
const remembered = 4_000;
const few = 1.15;
/** Pairs of windows, or events, after which an excess that is not clear is none. */
const enough = 50;

export function dispersion(): Dispersion {
  return { fine: scale(), coarse: scale(), blockTotal: 0, blockBad: 0, blockWindows: 0 };
}

export function learnDispersion(state: Dispersion, total: number, bad: number): void {
  if (total === 0) return;
  addWindow(state.fine, total, bad);
  state.blockTotal += total;
  state.blockBad += bad;
  if (++state.blockWindows < windowsInBlock) return;
  addWindow(state.coarse, state.blockTotal, state.blockBad);
  state.blockTotal = 0;
  state.blockBad = 0;
  state.blockWindows = 0;
}

/**
 * The dispersion, at least 1: shrunk to a prior while little was seen, 1 where more is not clear, else raised by the error
 * it is known with.
 * @param prior what to hold true before anything was seen
 */
export function dispersionOf(state: Dispersion, prior = few, weight = 10): number {
  const fine = shrunk(state.fine, prior, weight);
  if (isClearly(state.coarse, Math.max(1, fine)))
    return raised(ratioOf(state.coarse), freedomOf(state.coarse));
  const freedom = freedomOf(state.fine);
  return freedom >= enough && fine * (1 - Math.sqrt(2 / freedom)) <= 1
    ? 1
    : raised(Math.max(1, fine), freedom);
}

/** By the error it is known with: too little would alarm falsely, too much is only slower. */
function raised(value: number, freedom: number): number {
  return 1 + (value - 1) * (1 + 1.5 / Math.sqrt(1 + freedom / value));
}

/** Whether blocks vary more than their windows show, and not by chance: bursts last. */
function isClearly(state: Scale, more: number): boolean {
  const freedom = freedomOf(state);
  return freedom >= 5 && ratioOf(state) * (1 - 1.7 * Math.sqrt(2 / freedom)) > more;
}

function ratioOf({ spread, events }: Scale): number {
  return spread / events;
}

/** Pairs of windows that the estimate rests on, or events if those are fewer. */
export function freedomOf({ pairs, events }: Scale): number {
  return Math.min(pairs, events);
}

function shrunk(state: Scale, prior: number, weight: number): number {
  const freedom = freedomOf(state);
  if (freedom === 0) return prior;
  return (weight * prior + freedom * ratioOf(state)) / (weight + freedom);
}

function addWindow(state: Scale, total: number, bad: number): void {
  if (state.lastTotal > 0) {
    const ratio = total / state.lastTotal;
    const difference = bad - state.lastBad * ratio;
    state.spread += (difference * difference) / (1 + ratio);
    state.events += ((bad + state.lastBad) * total) / (total + state.lastTotal);
    if (++state.pairs > remembered) {
      state.spread /= 2;
      state.events /= 2;
      state.pairs /= 2;
    }
  }
  state.lastTotal = total;
  state.lastBad = bad;
}

function scale(): Scale {
  return { spread: 0, events: 0, pairs: 0, lastTotal: 0, lastBad: 0 };
}
