/**
 * The smallest count that a Poisson number of this mean reaches with at most this chance.
 * The tail is summed term by term, which is exact enough for means up to some thousands; above, a normal bound is used.
 */
export function poissonBound(mean: number, chance: number): number {
  if (mean > 5_000) return Math.ceil(mean + 5 * Math.sqrt(mean));
  let count = 0;
  let term = Math.exp(-mean);
  let below = term;
  while (1 - below > chance && count < 10 * mean + 100) {
    count += 1;
    term *= mean / count;
    below += term;
  }
  return count + 1;
}
