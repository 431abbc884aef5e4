const unit = '\u00a0%';

/** A probability as a percentage without false precision: `94 %`, `<1 %`, `>99 %`. The space does not break. */
export function percent(probability: number): string {
  const value = probability * 100;
  if (value > 0 && value < 1) return `<1${unit}`;
  if (value > 99 && value < 100) return `>99${unit}`;
  return `${Math.round(value)}${unit}`;
}
