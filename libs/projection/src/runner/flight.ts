/** What is under way, at most so many at a time, in their order. Nothing new begins after one has failed. */
export class Flight {
  readonly #under: Promise<void>[] = [];
  #failure: { error: unknown } | undefined;

  constructor(private readonly most: number) {}

  /** Whether something failed since the last {@link landed}. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Takes on what has begun; resolves when there is room for one more. */
  async add(work: Promise<void>): Promise<void> {
    this.#under.push(
      work.catch((error: unknown) => {
        this.#failure ??= { error };
      }),
    );
    while (this.#under.length >= this.most) await this.#under.shift();
  }

  /** Resolves when nothing is under way any more; rejects with what failed first, once. */
  async landed(): Promise<void> {
    while (this.#under.length > 0) await this.#under.shift();
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure.error;
  }
}
