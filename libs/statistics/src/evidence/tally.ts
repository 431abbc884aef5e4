/** What was seen of those exposed and of those they are compared with. */
export type Tally = {
  exposedTotal: number;
  exposedBad: number;
  controlTotal: number;
  controlBad: number;
  windows: number;
  /** Windows in which those exposed had something bad. */
  badWindows: number;
};

export function emptyTally(): Tally {
  return { exposedTotal: 0, exposedBad: 0, controlTotal: 0, controlBad: 0, windows: 0, badWindows: 0 };
}

export function addTo(sum: Tally, more: Tally): void {
  sum.exposedTotal += more.exposedTotal;
  sum.exposedBad += more.exposedBad;
  sum.controlTotal += more.controlTotal;
  sum.controlBad += more.controlBad;
  sum.windows += more.windows;
  sum.badWindows += more.badWindows;
}
