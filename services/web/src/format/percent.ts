/** A probability as a percentage without false precision: `94 %`, `<1 %`, `>99 %`. */
export function percent(probability: number): string {
  const value = probability * 100;
  if (value > 0 && value < 1) return '<1 %';
  if (value > 99 && value < 100) return '>99 %';
  return `${Math.round(value)} %`;
}
