import { setTimeout as wait } from 'node:timers/promises';
import type { CloudEvent } from './cloud-event.js';

export type ClientOptions = { url: string; token: string; signal: AbortSignal; say(line: string): void };

const batchSize = 200;
const attempts = 8;

/** The public HTTP interface of a Hormesis server, as anybody may use it. */
export class Client {
  sent = 0;

  constructor(private readonly options: ClientOptions) {}

  /** Sends in batches and in order; a server that is away for a while is waited for. */
  async send(events: readonly CloudEvent[]): Promise<void> {
    for (let from = 0; from < events.length; from += batchSize) {
      const batch = events.slice(from, from + batchSize);
      await this.call('POST', '/v1/events', batch, 'application/cloudevents-batch+json');
      this.sent += batch.length;
    }
  }

  put(path: string, body: unknown, actor: string): Promise<unknown> {
    return this.call('PUT', path, body, 'application/json', actor);
  }

  post(path: string, body: unknown, actor: string): Promise<unknown> {
    return this.call('POST', path, body, 'application/json', actor);
  }

  get<T>(path: string): Promise<T> {
    return this.call('GET', path) as Promise<T>;
  }

  /** Whether a user sees the flag’s variant; `false` is the code default, for when there is no answer. */
  async isOn(flag: string, user: string): Promise<boolean> {
    try {
      const answer = await this.request(
        'POST',
        `/ofrep/v1/evaluate/flags/${flag}`,
        { context: { targetingKey: user } },
        'application/json',
      );
      if (!answer.ok) return false;
      const { value } = (await answer.json()) as { value?: unknown };
      return value === true;
    } catch {
      return false;
    }
  }

  private async call(
    method: string,
    path: string,
    body?: unknown,
    type?: string,
    actor?: string,
  ): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await this.request(method, path, body, type, actor);
        if (answer.ok) return await answer.json().catch(() => undefined);
        const text = await answer.text();
        if (answer.status < 500 && answer.status !== 429)
          throw new Refused(`${method} ${path}: ${answer.status} ${text}`);
        throw new Error(`${answer.status} ${text}`);
      } catch (error) {
        if (error instanceof Refused || this.options.signal.aborted || attempt === attempts) throw error;
        await wait(Math.min(5_000, 100 * 2 ** attempt), undefined, { signal: this.options.signal });
      }
    }
  }

  private request(
    method: string,
    path: string,
    body?: unknown,
    type?: string,
    actor?: string,
  ): Promise<Response> {
    return fetch(this.options.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.options.token}`,
        ...(type ? { 'content-type': type } : {}),
        ...(actor ? { 'hormesis-actor': actor } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([this.options.signal, AbortSignal.timeout(10_000)]),
    });
  }
}

/** The server understood and said no; sending again would not help. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
