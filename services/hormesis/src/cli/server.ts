import type { AsOf, PageAsOf } from '@hormesis/api';
import { findRunningInstance } from '@hormesis/platform/local';
import { CliError } from './cli-error.js';
import { refusalOf } from './refusal.js';

export type ServerOptions = { url?: string; token?: string; data?: string };

/** How long one request may take, milliseconds. */
const patience = 10_000;

/** A Hormesis server as the CLI sees it: the public HTTP API and nothing else. */
export class Server {
  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  /** The server the options name, else HORMESIS_URL, else the instance that runs on this machine. */
  static find(options: ServerOptions): Server {
    const running = findRunningInstance(options.data);
    const url = options.url ?? (process.env.HORMESIS_URL || undefined) ?? running?.url;
    if (!url) {
      throw new CliError(
        'unavailable',
        `No server: none runs on data in ${options.data ?? '.hormesis'}, and neither --url nor HORMESIS_URL names one.`,
        'Start one with `npm start`, or give --url https://hormesis.example.org --token …',
      );
    }
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
      throw new CliError('usage', `"${url}" is no address.`, 'Write it like http://localhost:4700.');
    }
    const address = url.replace(/\/+$/, '');
    const ours = running?.url === address ? running.token : undefined;
    return new Server(address, options.token ?? process.env.HORMESIS_TOKEN ?? ours ?? tokenOfLocal(address));
  }

  async json<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await this.request(path, init);
    try {
      return (await response.json()) as T;
    } catch {
      throw new CliError('unavailable', `${this.url} does not answer as Hormesis does.`, 'Check --url.');
    }
  }

  /** All items of a list, page by page, and what they are as of if that was asked. */
  async list<T>(
    path: string,
    search = new URLSearchParams(),
  ): Promise<{ items: T[]; asOf: AsOf | undefined }> {
    const items: T[] = [];
    const asked = new URLSearchParams([['limit', '500'], ...search]);
    for (;;) {
      const page: PageAsOf<T> = await this.json(`${path}?${asked}`);
      items.push(...page.items);
      if (page.next === null) return { items, asOf: page.asOf };
      asked.set('cursor', page.next);
    }
  }

  async text(path: string, accept: string): Promise<string> {
    const response = await this.request(path, { headers: { accept } });
    return response.text();
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('POST', path, body);
  }

  async put<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PUT', path, body);
  }

  async delete<T>(path: string): Promise<T> {
    return this.json<T>(path, { method: 'DELETE' });
  }

  private send<T>(method: 'POST' | 'PUT', path: string, body: unknown): Promise<T> {
    return this.json<T>(path, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  }

  /** Sends with the token; anything but a success becomes a {@link CliError}. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      ...(this.token === '' ? {} : { authorization: `Bearer ${this.token}` }),
      'hormesis-actor': actor(),
      ...init.headers,
    };
    let response: Response;
    try {
      response = await fetch(this.url + path, { ...init, headers, signal: AbortSignal.timeout(patience) });
    } catch (error) {
      throw unreachable(this.url, error);
    }
    if (!response.ok) throw await refusalOf(response);
    return response;
  }
}

/** A development server on this machine takes the well-known token; nobody else is sent it. */
function tokenOfLocal(url: string): string {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname) ? 'dev-token' : '';
}

function actor(): string {
  return `person:${(process.env.USER || 'cli').replace(/\s/g, '-')}`;
}

function unreachable(url: string, error: unknown): CliError {
  const timedOut = error instanceof Error && error.name === 'TimeoutError';
  return new CliError(
    'unavailable',
    timedOut ? `${url} did not answer within ${patience / 1000} s.` : `${url} cannot be reached.`,
    'Is the server running? Start one with `npm start`, or check --url.',
  );
}
