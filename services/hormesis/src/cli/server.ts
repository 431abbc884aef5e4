import { findRunningInstance } from '@hormesis/platform';
import { CliError } from './cli-error.js';
import type { ExitName } from './exit-code.js';

export type ServerOptions = { url?: string; token?: string; data?: string };

type Problem = {
  title?: string;
  hint?: string;
  requestId?: string;
  errors?: { field?: string; reason: string }[];
};

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
    const url = options.url ?? process.env.HORMESIS_URL ?? running?.url;
    if (!url) {
      throw new CliError(
        'unavailable',
        'No server: none runs on this machine, and neither --url nor HORMESIS_URL names one.',
        'Start one with `npm start`, or give --url https://hormesis.example.org --token …',
      );
    }
    return new Server(
      url.replace(/\/$/, ''),
      options.token ?? process.env.HORMESIS_TOKEN ?? running?.token ?? 'dev-token',
    );
  }

  async json<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await this.request(path, init);
    return (await response.json()) as T;
  }

  async text(path: string, accept: string): Promise<string> {
    const response = await this.request(path, { headers: { accept } });
    return response.text();
  }

  async post<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
    return this.json<T>(path, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  }

  /** Sends with the token; anything but a success becomes a {@link CliError}. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${this.token}`, 'hormesis-actor': actor(), ...init.headers };
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

async function refusalOf(response: Response): Promise<CliError> {
  const problem = (await response.json().catch(() => ({}))) as Problem;
  const details = (problem.errors ?? [])
    .map(({ field, reason }) => (field ? `${field}: ${reason}` : reason))
    .join('; ');
  const message = [problem.title ?? `The server answered ${response.status}.`, details]
    .filter((part) => part !== '')
    .join(' ');
  return new CliError(nameOf(response.status), message, problem.hint, problem.requestId);
}

function nameOf(status: number): ExitName {
  if (status === 401 || status === 403) return 'auth';
  if (status === 404) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 400 || status === 415 || status === 422) return 'usage';
  return status >= 500 ? 'unavailable' : 'failed';
}
