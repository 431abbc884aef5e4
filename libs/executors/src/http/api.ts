import { Agent, request as send } from 'undici';
import { type ZodType, z } from 'zod';
import type { Effort } from './effort.js';
import { Failed, TryAgain } from './outcome-errors.js';
import { readBody } from './read-body.js';
import { askedPause, mayPass } from './retry-after.js';

export type ApiOptions = {
  /** As people call it: `GitHub`. */
  product: string;
  baseUrl: string;
  /** Certificates of the authorities to trust instead of the usual ones, PEM. */
  ca?: string;
  /** What each request carries; asked for every time, for tokens run out. */
  headers(effort: Effort): Promise<Record<string, string>> | Record<string, string>;
  /** What to do about a status, as a sentence. */
  hints?: Readonly<Record<number, string>>;
};

export type ApiRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
  contentType?: string;
  /** Statuses that are no failure here although they are not 2xx. */
  expected?: readonly number[];
};

export type ApiReply = { status: number; body: unknown; header(name: string): string | undefined };

/** One system's HTTP interface: tells passing troubles ({@link TryAgain}) from final ones ({@link Failed}). */
export class Api {
  private readonly agent: Agent;

  constructor(private readonly options: ApiOptions) {
    this.agent = new Agent(options.ca === undefined ? {} : { connect: { ca: options.ca } });
  }

  async call(effort: Effort, request: ApiRequest): Promise<ApiReply> {
    const { status, headers, text } = await this.send(effort, request);
    const body = parsed(text);
    if ((status < 200 || status >= 300) && !request.expected?.includes(status)) {
      const said = `${this.options.product} answered HTTP ${status}${messageIn(body, text)}`;
      if (mayPass(status, headers)) throw new TryAgain(said, askedPause(headers));
      const hint = this.options.hints?.[status];
      throw new Failed(`${said} to ${request.method} ${request.path}.${hint ? ` ${hint}` : ''}`);
    }
    return { status, body, header: (name) => [headers[name]].flat()[0] };
  }

  /** Reads what a reply must be. @throws Failed when it is something else */
  read<T>(schema: ZodType<T>, { body }: Pick<ApiReply, 'body'>): T {
    const read = schema.safeParse(body);
    if (read.success) return read.data;
    const where = read.error.issues[0]?.path.join('.') || 'the answer';
    throw new Failed(`${this.options.product} answered something unexpected: ${where} is not as documented.`);
  }

  private async send(effort: Effort, { method, path, body, contentType = 'application/json' }: ApiRequest) {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const headers = await this.options.headers(effort);
    try {
      const reply = await send(new URL(`${this.options.baseUrl.replace(/\/$/, '')}${path}`), {
        method,
        dispatcher: this.agent,
        signal: effort.signal(),
        headers: {
          accept: 'application/json',
          ...(sent === undefined ? {} : { 'content-type': contentType }),
          ...headers,
        },
        ...(sent === undefined ? {} : { body: sent }),
      });
      return { status: reply.statusCode, headers: reply.headers, text: await readBody(reply.body) };
    } catch (error) {
      if (error instanceof Failed) throw error;
      throw new TryAgain(`${this.options.product}: ${faultOf(error)}`);
    }
  }
}

/** Why no answer came, without anything that was sent. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  return error.cause instanceof Error ? error.cause.message || error.message : error.message || error.name;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The message that most systems put into a field of that name; else the beginning of a short text. */
function messageIn(body: unknown, text: string): string {
  const said = body === undefined ? text : saidIn(body);
  return said.trim() === '' ? '' : ` (${said.trim().slice(0, 300)})`;
}

/** The `message` of an error, and those of its `errors`, as GitHub and others give them. */
export function saidIn(body: unknown): string {
  const error = saying.safeParse(body);
  if (!error.success) return '';
  const { message = '', errors = [] } = error.data;
  return [message, ...errors.flatMap((one) => one.message ?? [])].filter((one) => one !== '').join(': ');
}

const saying = z.object({
  message: z.string().optional().catch(undefined),
  errors: z
    .array(z.object({ message: z.string().optional() }))
    .optional()
    .catch(undefined),
});
