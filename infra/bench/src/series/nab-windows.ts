import type { Range, Window } from './labelled-series.js';

/**
 * Windows as NAB makes them of labels: a tenth of the series, divided among its anomalies, each centred on where an
 * anomaly begins; windows that overlap are one. (Lavin and Ahmad, 2015, section on the anomaly windows.)
 */
export function nabWindows(anomalies: readonly Range[], length: number): Window[] {
  if (anomalies.length === 0) return [];
  const half = Math.floor((0.1 * length) / anomalies.length / 2);
  const windows: Window[] = [];
  for (const { from } of [...anomalies].sort((a, b) => a.from - b.from)) {
    const window = { first: Math.max(0, from - half), last: Math.min(length - 1, from + half) };
    const previous = windows.at(-1);
    if (previous !== undefined && window.first <= previous.last) previous.last = window.last;
    else windows.push(window);
  }
  return windows;
}
