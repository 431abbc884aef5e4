/**
 * How fast the fleet lives, from 1 to 10: 1 is real time. At 10 everything lasts a tenth as long, and ten times as many
 * requests are made in a second.
 */
export type Pace = number;

/** Milliseconds: length of a signal window at pace 1, and the shortest that a server takes. */
const window = { usual: 2_000, shortest: 1_000 };

export function windowLength(pace: Pace): number {
  return Math.max(window.shortest, window.usual / pace);
}

/** So many seconds of the fleet’s life, in milliseconds of ours. */
export function inMs(seconds: number, pace: Pace): number {
  return Math.round((seconds * 1_000) / pace);
}

export function later(time: Date, seconds: number, pace: Pace): Date {
  return new Date(time.getTime() + inMs(seconds, pace));
}
