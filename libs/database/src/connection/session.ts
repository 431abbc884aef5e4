import { randomInt } from 'node:crypto';
import pg from 'pg';

type Notified = (payload: string) => void;

const firstPause = 250;

/** Ends a `listen`. */
export interface Listening {
  stop(): Promise<void>;
}

/** One connection of its own: it listens on channels, holds a lock, and comes back when it is cut off. */
export class Session {
  readonly #config: pg.ClientConfig;
  readonly #channels = new Map<string, Set<Notified>>();
  #client: pg.Client | undefined;
  #lock: number | undefined;
  #connecting: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #pause = firstPause;
  #wasConnected = false;
  #closed = false;

  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  /** The advisory lock that this connection holds while it lives. */
  get lock(): number | undefined {
    return this.#lock;
  }

  async listen(channel: string, notified: Notified): Promise<Listening> {
    const known = this.#channels.get(channel);
    this.#channels.set(channel, (known ?? new Set()).add(notified));
    if (!this.#client) await this.#connect();
    else if (!known) await listenOn(this.#client, channel);
    return { stop: () => this.#leave(channel, notified) };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#connecting?.catch(() => undefined);
    await this.#client?.end().catch(() => undefined);
  }

  async #leave(channel: string, notified: Notified): Promise<void> {
    const listeners = this.#channels.get(channel);
    listeners?.delete(notified);
    if (listeners?.size !== 0) return;
    this.#channels.delete(channel);
    await this.#client?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => undefined);
  }

  #connect(): Promise<void> {
    if (this.#client) return Promise.resolve();
    this.#connecting ??= this.#open().finally(() => {
      this.#connecting = undefined;
    });
    return this.#connecting;
  }

  async #open(): Promise<void> {
    const client = new pg.Client(this.#config);
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload }) => this.#notify(channel, payload ?? ''));
    client.on('end', () => this.#lost(client));
    try {
      await client.connect();
      const lock = randomInt(2 ** 47);
      await client.query('select pg_advisory_lock($1)', [lock]);
      for (const channel of this.#channels.keys()) await listenOn(client, channel);
      this.#client = client;
      this.#lock = lock;
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    this.#pause = firstPause;
    if (this.#wasConnected) for (const channel of this.#channels.keys()) this.#notify(channel, '');
    this.#wasConnected = true;
  }

  #notify(channel: string, payload: string): void {
    for (const notified of this.#channels.get(channel) ?? []) notified(payload);
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#lock = undefined;
    this.#reconnectLater();
  }

  #reconnectLater(): void {
    if (this.#closed) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#connect().catch(() => this.#reconnectLater());
    }, this.#pause);
    this.#retry.unref();
    this.#pause = Math.min(this.#pause * 2, 5_000);
  }
}

async function listenOn(client: pg.Client, channel: string): Promise<void> {
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
}
