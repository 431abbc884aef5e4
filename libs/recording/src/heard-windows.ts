/** How many windows of a source are remembered; one that is sent again later than that counts again. */
const remembered = 64;

/** Tells the windows of one series that were heard before: the same start from the same source. */
export class HeardWindows {
  private readonly bySource = new Map<string, { last: number; recent: number[] }>();

  /** @returns whether it is new */
  take(source: string, start: number): boolean {
    const known = this.bySource.get(source);
    if (!known) {
      this.bySource.set(source, { last: start, recent: [start] });
      return true;
    }
    if (start <= known.last && known.recent.includes(start)) return false;
    known.last = Math.max(known.last, start);
    if (known.recent.length === remembered) known.recent.shift();
    known.recent.push(start);
    return true;
  }
}
