/** What is under way, at most so many at a time, in their order. */
export class InFlight {
  private readonly under: Promise<void>[] = [];

  constructor(private readonly most: number) {}

  /** Takes on what has begun; resolves when there is room for one more, rejects with what failed before. */
  async add(work: Promise<void>): Promise<void> {
    work.catch(() => undefined);
    this.under.push(work);
    while (this.under.length >= this.most) await this.under.shift();
  }

  async landed(): Promise<void> {
    while (this.under.length > 0) await this.under.shift();
  }
}
