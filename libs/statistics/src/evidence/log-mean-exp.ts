/** ln of the mean of e to each value, without overflow: the log evidence of a mixture with equal weights. */
export function logMeanExp(values: readonly number[], scale = 1): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > most) most = value;
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (const value of values) sum += Math.exp((value - most) * scale);
  return most * scale + Math.log(sum / values.length);
}
