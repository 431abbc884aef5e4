import { setTimeout as wait } from 'node:timers/promises';
import type { CloudEvent } from './cloud-event.js';

export type ClientOptions = { url: string; token: string; signal: AbortSignal; say(line: string): void };

const batchSize = 200;
/** A server may be away for as long as it takes; it is asked this often, at most, milliseconds. */
const pause = { shortest: 200, longest: 2_000 };

/** The public HTTP interface of a Hormesis server, as anybody may use it. */
export class Client {
  sent = 0;
  private away = false;

  constructor(private readonly options: ClientOptions) {}

  /** Sends in batches and in order; a server that is away for a while is waited for. */
  async send(events: readonly CloudEvent[]): Promise<void> {
    for (let from = 0; from < events.length; from += batchSize) {
      const batch = events.slice(from, from + batchSize);
      const answer = await this.call('POST', '/v1/events', batch, 'application/cloudevents-batch+json');
      if (isPartial(answer)) throw new Refused(207, `POST /v1/events: ${JSON.stringify(answer.problem)}`);
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
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await this.request(method, path, body, type, actor);
        const text = await answer.text();
        if (answer.ok) {
          this.tell(false);
          return text === '' ? undefined : JSON.parse(text);
        }
        const why = `${method} ${path}: ${answer.status} ${text}`;
        if (answer.status < 500 && answer.status !== 429) throw new Refused(answer.status, why);
        throw new Error(why);
      } catch (error) {
        if (error instanceof Refused || this.options.signal.aborted) throw error;
        if (attempt > 1) this.tell(true);
        await wait(Math.min(pause.longest, pause.shortest * 2 ** attempt), undefined, {
          signal: this.options.signal,
        });
      }
    }
  }

  /** Once when the server is away for longer than a moment, and once when it is back. */
  private tell(away: boolean): void {
    if (away === this.away) return;
    this.away = away;
    this.options.say(away ? 'The server does not answer; waiting for it…' : 'The server is back.');
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

function isPartial(answer: unknown): answer is { problem: unknown } {
  return typeof answer === 'object' && answer !== null && 'problem' in answer;
}

/** The server understood and said no; sending again would not help. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** Nothing of what the fleet does would be taken: the token is not known, or an event cannot be read. */
  readonly forGood: boolean;

  constructor(status: number, message: string) {
    super(message);
    this.forGood = [207, 401, 403, 422].includes(status);
  }
}
