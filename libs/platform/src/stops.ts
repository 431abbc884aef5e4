/** What has been started, and how to stop it. */
export class Stops {
  readonly #stops: (() => unknown)[] = [];

  add(stop: () => unknown): void {
    this.#stops.push(stop);
  }

  /**
   * Stops everything, what was started last first, each of it also when another fails.
   * @throws the first failure, after all the rest is stopped
   */
  async all(): Promise<void> {
    const errors: unknown[] = [];
    for (const stop of this.#stops.splice(0).reverse()) {
      try {
        await stop();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  /** Stops everything because of another failure, which is what counts: those on the way are not told. */
  async abandon(): Promise<void> {
    await this.all().catch(() => undefined);
  }
}
