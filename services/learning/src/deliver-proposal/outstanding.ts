/** What did not work is tried again after so long, and then after twice as long each time, up to ten minutes. */
const pauses = { firstMs: 30_000, longestMs: 600_000 };

/** The proposals of which something is still to be delivered or taken away, and when each is to be tried again. */
export class Outstanding {
  private readonly trying = new Map<string, { times: number; notBefore: number }>();

  /** Something of it is outstanding; what is known already keeps its time. */
  add(id: string, now: number): void {
    if (!this.trying.has(id)) this.trying.set(id, { times: 0, notBefore: now });
  }

  failed(id: string, now: number): void {
    const times = this.trying.get(id)?.times ?? 0;
    const pauseMs = Math.min(pauses.firstMs * 2 ** times, pauses.longestMs);
    this.trying.set(id, { times: times + 1, notBefore: now + pauseMs });
  }

  done(id: string): void {
    this.trying.delete(id);
  }

  due(now: number): string[] {
    return [...this.trying].filter(([, { notBefore }]) => notBefore <= now).map(([id]) => id);
  }
}
