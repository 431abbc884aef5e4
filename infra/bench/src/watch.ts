import { setTimeout as wait } from 'node:timers/promises';

/** The shortest pause between two looks, milliseconds. */
const shortestPauseMs = 5;

type Expectation = { since: number; resolve(): void; reject(error: unknown): void };

/**
 * Waits for effects by looking again and again, as one client does, and notes how long each took. It rests at least as
 * long as it looks, so that measuring does not become the load: what it cannot tell apart is in `intervals`.
 */
export class Watch {
  /** How long each effect took, milliseconds, from the moment it was expected. */
  readonly samples: number[] = [];
  /** Milliseconds from one look to the next: the figures are no finer. */
  readonly intervals: number[] = [];
  /** Effects that were not seen in time. */
  lost = 0;
  private readonly expected = new Map<string, Expectation>();
  private looking: Promise<void> | undefined;

  /** @param look says which of the expected effects have happened */
  constructor(
    private readonly look: (expected: readonly string[]) => Promise<string[]>,
    private readonly patienceMs: number,
  ) {}

  /** Resolves when it has happened, or is given up; the time counts from `since`. Rejects when a look fails. */
  until(effect: string, since: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.expected.set(effect, { since, resolve, reject });
      this.looking ??= this.lookWhileExpected().finally(() => {
        this.looking = undefined;
      });
    });
  }

  private async lookWhileExpected(): Promise<void> {
    while (this.expected.size > 0) {
      const begin = performance.now();
      const asked = [...this.expected.keys()];
      try {
        for (const effect of await this.look(asked)) this.end(effect, performance.now());
      } catch (error) {
        for (const effect of asked) this.fail(effect, error);
      }
      const end = performance.now();
      for (const [effect, { since }] of this.expected) if (end - since > this.patienceMs) this.end(effect);
      await wait(Math.max(shortestPauseMs, end - begin));
      this.intervals.push(performance.now() - begin);
    }
  }

  private end(effect: string, at?: number): void {
    const expectation = this.take(effect);
    if (!expectation) return;
    if (at === undefined) this.lost += 1;
    else this.samples.push(at - expectation.since);
    expectation.resolve();
  }

  private fail(effect: string, error: unknown): void {
    this.take(effect)?.reject(error);
  }

  private take(effect: string): Expectation | undefined {
    const expectation = this.expected.get(effect);
    this.expected.delete(effect);
    return expectation;
  }
}
