/** What a fault does to the requests that meet it; shares are of all requests of those users. */
export type Harm = {
  /** Share that fails, and is counted as failed. */
  errors?: number;
  /** Times the usual latency, for all. */
  slowness?: number;
  /** A share that is slower by more. */
  tail?: { share: number; slowness: number };
  /** Share that is answered wrongly with 200: nothing counts it. */
  wrong?: number;
  /** Share that does not arrive any more. */
  lost?: number;
  /** Times the usual traffic, as clients that try again make it. */
  surge?: number;
};

/** A request counts as harmed by latency from so many times the usual on. */
const tooSlow = 2;

/** Share of the users that are badly served, on top of what is usual. */
export function harmedShare({ errors = 0, slowness = 1, tail, wrong = 0, lost = 0 }: Harm): number {
  if (slowness >= tooSlow) return 1;
  const slow = tail && tail.slowness >= tooSlow ? tail.share : 0;
  return Math.min(1, errors + wrong + lost + slow);
}

/** The same fault, less or more of it. */
export function scaled(harm: Harm, by: number): Harm {
  const { errors, slowness, tail, wrong, lost, surge } = harm;
  return {
    ...(errors === undefined ? {} : { errors: errors * by }),
    ...(slowness === undefined ? {} : { slowness: 1 + (slowness - 1) * by }),
    ...(tail === undefined ? {} : { tail: { ...tail, share: tail.share * by } }),
    ...(wrong === undefined ? {} : { wrong: wrong * by }),
    ...(lost === undefined ? {} : { lost: lost * by }),
    ...(surge === undefined ? {} : { surge: 1 + (surge - 1) * by }),
  };
}
