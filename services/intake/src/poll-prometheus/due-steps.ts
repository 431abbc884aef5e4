/** Older steps than this are given up after an outage: nobody acts on what was an hour ago. */
export const catchUpMs = 10 * 60_000;

export type Due = {
  /** Ends of the steps that are to be done, in order; each is a whole number of intervals since the epoch. */
  ends: Date[];
};

/** The steps that have ended since `doneUntil`, the first time the last one only. */
export function dueSteps(intervalMs: number, delayMs: number, doneUntil: Date | undefined, now: Date): Due {
  const last = Math.floor((now.getTime() - delayMs) / intervalMs) * intervalMs;
  const oldest = last - Math.floor(catchUpMs / intervalMs) * intervalMs;
  const first = doneUntil === undefined ? last : Math.max(nextAfter(doneUntil.getTime(), intervalMs), oldest);
  const ends: Date[] = [];
  for (let end = first; end <= last; end += intervalMs) ends.push(new Date(end));
  return { ends };
}

/** The interval may have been another one before. */
function nextAfter(time: number, intervalMs: number): number {
  return (Math.floor(time / intervalMs) + 1) * intervalMs;
}
