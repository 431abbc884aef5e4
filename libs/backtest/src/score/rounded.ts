/** Four decimals: finer figures would only pretend. */
export function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
