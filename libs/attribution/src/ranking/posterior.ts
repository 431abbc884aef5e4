/** Probabilities from logarithms of scores. */
export function posterior(logScores: readonly number[]): number[] {
  const highest = Math.max(...logScores);
  const weights = logScores.map((score) => Math.exp(score - highest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
