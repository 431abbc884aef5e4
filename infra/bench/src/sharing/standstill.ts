type Stand = { next: number; since: number | undefined };

/** How long each partition stood still while events waited in it, from looks at how far it had come. */
export class Standstill {
  private readonly stands = new Map<string, Stand>();
  private longest = new Map<string, number>();

  /** At the time `now` (milliseconds) a partition that ends at `head` had come to `next`. */
  note(place: string, next: number, head: number, now: number): void {
    const before = this.stands.get(place) ?? { next: 0, since: undefined };
    const stoodStill = now - (before.since ?? now);
    this.longest.set(place, Math.max(this.longest.get(place) ?? 0, stoodStill));
    const began = next > before.next ? now : (before.since ?? now);
    this.stands.set(place, { next, since: next < head ? began : undefined });
  }

  /** By partition the longest time since the last call, milliseconds; one that still lasts counts from its begin. */
  take(): Map<string, number> {
    const taken = this.longest;
    this.longest = new Map();
    return taken;
  }
}
