/** The public HTTP interface, as little of it as the benchmarks use. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async call<T>(method: string, path: string, body?: unknown, type = 'application/json'): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': type },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  send(event: unknown): Promise<unknown> {
    return this.call('POST', '/v1/events', event, 'application/cloudevents+json');
  }

  /** Whether the user sees the variant; a flag that is off answers without a value. */
  async isOn(flag: string): Promise<boolean> {
    const { value } = await this.call<{ value?: unknown }>('POST', `/ofrep/v1/evaluate/flags/${flag}`, {
      context: { targetingKey: 'bench' },
    });
    return value === true;
  }
}
