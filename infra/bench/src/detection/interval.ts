/** The exact 95 % interval (Clopper and Pearson) of a share of which `hits` of `count` were seen. */
export function exactInterval(hits: number, count: number): [low: number, high: number] {
  if (count === 0) return [0, 1];
  const low = hits === 0 ? 0 : solve((share) => 1 - atMost(hits - 1, count, share), 0.025);
  const high = hits === count ? 1 : solve((share) => -atMost(hits, count, share), -0.025);
  return [low, high];
}

/** Where a growing function of a share reaches `value`. */
function solve(of: (share: number) => number, value: number): number {
  let low = 0;
  let high = 1;
  for (let n = 0; n < 60; n += 1) {
    const middle = (low + high) / 2;
    if (of(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The binomial probability of at most `hits` of `count`. */
function atMost(hits: number, count: number, share: number): number {
  if (share <= 0) return 1;
  if (share >= 1) return hits >= count ? 1 : 0;
  let term = count * Math.log1p(-share);
  let sum = Math.exp(term);
  for (let n = 1; n <= hits; n += 1) {
    term += Math.log((count - n + 1) / n) + Math.log(share) - Math.log1p(-share);
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}
