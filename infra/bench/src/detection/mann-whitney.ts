/**
 * How far the first sample lies above the second, as the normal deviate of Mann and Whitney's U: ties corrected, half a
 * step for continuity. 0 where nothing can be said.
 *
 * H. B. Mann, D. R. Whitney, Ann. Math. Statist. 18 (1947).
 */
export function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const count = one.length + other.length;
  if (one.length === 0 || other.length === 0) return 0;
  const { rankSum, ties } = ranked(one, other);
  const u = rankSum - (one.length * (one.length + 1)) / 2;
  const pairs = one.length * other.length;
  const variance = (pairs / 12) * (count + 1 - ties / (count * (count - 1)));
  const above = u - pairs / 2;
  return variance > 0 ? (Math.sign(above) * Math.max(0, Math.abs(above) - 0.5)) / Math.sqrt(variance) : 0;
}

/** The sum of the first sample's ranks (the middle one where values are equal), and the sum of t³ − t over ties of t. */
function ranked(one: readonly number[], other: readonly number[]): { rankSum: number; ties: number } {
  const all = [...one.map((value) => ({ value, first: 1 })), ...other.map((value) => ({ value, first: 0 }))];
  all.sort((a, b) => a.value - b.value);
  let rankSum = 0;
  let ties = 0;
  for (let begin = 0; begin < all.length; ) {
    let end = begin + 1;
    while (end < all.length && all[end]?.value === all[begin]?.value) end += 1;
    const size = end - begin;
    const firsts = all.slice(begin, end).reduce((sum, { first }) => sum + first, 0);
    rankSum += firsts * ((begin + 1 + end) / 2);
    ties += size ** 3 - size;
    begin = end;
  }
  return { rankSum, ties };
}
