const day = 86_400_000;

/** How much traffic there is at a time of day, as times the mean: least before dawn, most in the evening. */
export function season(at: number): number {
  const hour = (at % day) / 3_600_000;
  return (
    1 + 0.45 * Math.sin(((hour - 12) / 24) * 2 * Math.PI) + 0.1 * Math.sin(((hour - 9) / 12) * 2 * Math.PI)
  );
}

/** Whether it is the time of day at which most users come. */
export function isPeak(at: number): boolean {
  const hour = (at % day) / 3_600_000;
  return hour >= 16 && hour < 20;
}
