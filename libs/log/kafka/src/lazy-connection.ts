type Connectable = { connect(): Promise<void>; disconnect(): Promise<void> };

/** Connects when first used; an attempt that failed is made again at the next use. */
export class LazyConnection<T extends Connectable> {
  readonly #create: () => T;
  #connected: Promise<T> | undefined;

  constructor(create: () => T) {
    this.#create = create;
  }

  get(): Promise<T> {
    this.#connected ??= this.#connect();
    return this.#connected;
  }

  async #connect(): Promise<T> {
    const client = this.#create();
    try {
      await client.connect();
      return client;
    } catch (error) {
      this.#connected = undefined;
      await client.disconnect().catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    const connected = this.#connected;
    this.#connected = undefined;
    await connected?.then((client) => client.disconnect()).catch(() => undefined);
  }
}
