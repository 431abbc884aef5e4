/** Knows the events told last, so that one told again is noticed: the traffic resends within fewer than these. */
const remembered = 4_096;

export class RecentIds {
  private readonly ids = new Set<string>();
  private readonly ring: string[] = [];
  private at = 0;

  /** Whether the event is new; it is not so the second time. */
  isNew({ source, id }: { source: string; id: string }): boolean {
    const key = `${source}\n${id}`;
    if (this.ids.has(key)) return false;
    const old = this.ring[this.at];
    if (old !== undefined) this.ids.delete(old);
    this.ids.add(key);
    this.ring[this.at] = key;
    this.at = (this.at + 1) % remembered;
    return true;
  }
}
