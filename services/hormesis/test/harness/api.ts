import { randomUUID } from 'node:crypto';

/** The public HTTP interface, as a test’s user has it. */
export class Api {
  constructor(readonly server: { url: string; token: string }) {}

  async get<T>(path: string, accept = 'application/json'): Promise<T> {
    const response = await this.fetch(path, { headers: { accept } });
    const text = await response.text();
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${text}`);
    return (accept === 'application/json' ? JSON.parse(text) : text) as T;
  }

  async command(method: string, path: string, body: unknown): Promise<Response> {
    const response = await this.fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  async send(events: readonly unknown[]): Promise<{ id: string; position: string; duplicate: boolean }[]> {
    const response = await this.fetch('/v1/events', {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(events),
    });
    if (response.status !== 202)
      throw new Error(`POST /v1/events: ${response.status} ${await response.text()}`);
    const { events: receipts } = (await response.json()) as {
      events: { id: string; position: string; duplicate: boolean }[];
    };
    return receipts;
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.server.url + path, {
      ...init,
      headers: { authorization: `Bearer ${this.server.token}`, ...init.headers },
    });
  }
}

type Parts = {
  type: string;
  subject: string;
  content: Record<string, unknown>;
  custom?: Record<string, unknown>;
  id?: string;
  source?: string;
  time?: Date;
};

/** A CloudEvent in structured JSON around a CDEvent. */
export function event({
  type,
  subject,
  content,
  custom,
  ...rest
}: Parts): Record<string, unknown> & { id: string } {
  const id = rest.id ?? randomUUID();
  const source = rest.source ?? '/test';
  const time = (rest.time ?? new Date()).toISOString();
  const context = { specversion: '0.5.1', id, source, type, timestamp: time };
  return {
    specversion: '1.0',
    id,
    source,
    type,
    subject,
    time,
    datacontenttype: 'application/json',
    data: { context, subject: { id: subject, content }, ...(custom ? { customData: custom } : {}) },
  };
}

export const production = { environment: { id: 'production' } };

/** A deployment of a service, `v2` after `v1` unless told otherwise. */
export function deployed(service: string, version = 2, id?: string) {
  return event({
    type: 'dev.cdevents.service.upgraded.0.3.0',
    subject: service,
    content: { ...production, artifactId: `pkg:oci/${service}@v${version}` },
    custom: { version: `v${version}`, previousVersion: `v${version - 1}` },
    ...(id ? { id } : {}),
  });
}

/** Asks until the answer fits. */
export async function eventually<T>(
  ask: () => Promise<T>,
  fits: (answer: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (Date.now() > end)
      throw new Error(
        `not within ${withinMs} ms; the last answer was ${String(JSON.stringify(answer)).slice(0, 2_000)}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
