/** Adds numbers without losing the small ones: Kahan's summation in Neumaier's form, as Prometheus sums. */
export function exactSum() {
  let sum = 0;
  let lost = 0;
  return {
    clear() {
      sum = 0;
      lost = 0;
    },
    add(value: number) {
      const next = sum + value;
      if (!Number.isFinite(next)) lost = 0;
      else lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    },
    total: () => sum + lost,
  };
}
