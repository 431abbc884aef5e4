/**
 * Where a counter was reset inside a moving window: each reset is found once, when it comes in, and summed up in the
 * order in which Prometheus does.
 */
export function counterResets() {
  /** Counted from the very first sample of the series. */
  let positions: number[] = [];
  let head = 0;
  let scanned = 0;
  return {
    startOver() {
      positions = [];
      head = 0;
      scanned = 0;
    },
    /** The sum of the values that stood before each reset between two samples of the window. */
    correction(values: ArrayLike<number>, start: number, end: number, forgotten: number): number {
      for (let index = Math.max(scanned - forgotten, start + 1); index < end; index++)
        if ((values[index] as number) < (values[index - 1] as number)) positions.push(index + forgotten);
      scanned = Math.max(scanned, end + forgotten);
      if (positions.length === 0) return 0;
      while (head < positions.length && (positions[head] as number) <= start + forgotten) head++;
      if (head > 64) {
        positions = positions.slice(head);
        head = 0;
      }
      let sum = 0;
      for (let each = head; each < positions.length; each++)
        sum += values[(positions[each] as number) - forgotten - 1] as number;
      return sum;
    },
  };
}
