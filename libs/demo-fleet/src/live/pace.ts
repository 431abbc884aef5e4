/**
 * How fast the fleet lives: 1 is real time. At 10 everything lasts a tenth as long, and ten times as many requests are
 * made in a second, so that a window holds as many as ever.
 */
export type Pace = number;

/** Length of a signal window at pace 1, seconds. */
const windowSeconds = 2;

export function windowLength(pace: Pace): number {
  return inMs(windowSeconds, pace);
}

/** So many seconds of the fleet’s life, in milliseconds of ours. */
export function inMs(seconds: number, pace: Pace): number {
  return Math.round((seconds * 1_000) / pace);
}

export function later(time: Date, seconds: number, pace: Pace): Date {
  return new Date(time.getTime() + inMs(seconds, pace));
}
