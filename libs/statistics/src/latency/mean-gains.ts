/** Times as slow as before, that are looked for. */
export const slowdowns: readonly number[] = [1.08, 1.2, 1.4, 2, 4];

/** Without a control, the past is the only measure, and days differ: smaller ones are not looked for. */
export const firstSlowdownWithoutControl = 2;

/** One window never says more than this many nats, whatever an outlier in it. */
const mostOfOneWindow = 3.5;

/**
 * Evidence of one window for each slowdown: likelihood ratio of a normal mean of log latency, with the difference of the
 * exposed from what they are compared with, and its variance. Mixed over the slowdowns, it is a mixture test of the mean.
 */
export function addMeanGains(
  gains: number[],
  difference: number,
  variance: number,
  shifts: readonly number[],
): void {
  for (let i = 0; i < shifts.length; i++) {
    const shift = shifts[i] ?? 0;
    const gain = (shift * (difference - shift / 2)) / variance;
    gains[i] = (gains[i] ?? 0) + Math.max(-2 * mostOfOneWindow, Math.min(mostOfOneWindow, gain));
  }
}

/** Nats a second that the test loses while nothing is wrong. */
export function meanDrift(shift: number, variance: number, windowSeconds: number): number {
  return (shift * shift) / (2 * variance * windowSeconds);
}
