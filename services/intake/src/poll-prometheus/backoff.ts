const [firstMs, longestMs] = [1_000, 60_000];

/** How long to leave alone what has failed: twice as long each time, up to a minute, and a random part of it. */
export class Backoff {
  readonly #failures = new Map<string, { times: number; until: number }>();

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly random: () => number = Math.random,
  ) {}

  isOver(name: string): boolean {
    return this.now() >= (this.#failures.get(name)?.until ?? 0);
  }

  failed(name: string): void {
    const times = (this.#failures.get(name)?.times ?? 0) + 1;
    const pause = Math.min(firstMs * 2 ** (times - 1), longestMs);
    this.#failures.set(name, { times, until: this.now() + pause * (0.5 + this.random() / 2) });
  }

  succeeded(name: string): void {
    this.#failures.delete(name);
  }
}
