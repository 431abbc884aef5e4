import { z } from 'zod';

/** One series of an answer, at the time that was asked for. */
export type Sample = { labels: Readonly<Record<string, string>>; value: number };

const point = z.tuple([z.number(), z.string()]);
const answer = z.union([
  z.object({
    status: z.literal('success'),
    data: z.union([
      z.object({
        resultType: z.literal('vector'),
        result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: point })),
      }),
      z.object({ resultType: z.literal('scalar'), result: point }),
    ]),
  }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
]);

/** Prometheus did not answer as it should; the message says what it said. */
export class PrometheusError extends Error {
  override readonly name = 'PrometheusError';
}

export type PrometheusClientOptions = { url: string; timeoutMs: number; token?: string };

/** Asks a Prometheus, or what speaks its HTTP API (Mimir, Thanos, VictoriaMetrics), for instant vectors. */
export class PrometheusClient {
  constructor(private readonly options: PrometheusClientOptions) {}

  /** The samples of an expression at a time. Series whose value is no number are left out. @throws PrometheusError */
  async query(expression: string, at: Date, signal: AbortSignal): Promise<Sample[]> {
    const { data, error } = answer.safeParse(await this.#ask(expression, at, signal));
    if (error)
      throw new PrometheusError(
        'The answer is no vector; write the query so that it gives an instant vector.',
      );
    if (data.status === 'error') throw new PrometheusError(`${data.errorType}: ${data.error}`);
    const { resultType, result } = data.data;
    const samples =
      resultType === 'scalar'
        ? [{ labels: {}, value: numberIn(result) }]
        : result.map(({ metric, value }) => ({ labels: metric, value: numberIn(value) }));
    return samples.filter(({ value }) => Number.isFinite(value));
  }

  async #ask(query: string, at: Date, signal: AbortSignal): Promise<unknown> {
    const { url, timeoutMs, token } = this.options;
    try {
      const response = await fetch(`${url.replace(/\/+$/, '')}/api/v1/query`, {
        method: 'POST',
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        body: new URLSearchParams({ query, time: String(at.getTime() / 1_000), timeout: `${timeoutMs}ms` }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        redirect: 'error',
      });
      const isJson = response.headers.get('content-type')?.startsWith('application/json');
      if (isJson) return await response.json();
      throw new PrometheusError(`${url} answered ${response.status} and no JSON.`);
    } catch (error) {
      throw error instanceof PrometheusError
        ? error
        : new PrometheusError(`${url} ${whyNot(error, timeoutMs)}.`);
    }
  }
}

function numberIn([, value]: z.infer<typeof point>): number {
  return Number(value);
}

function whyNot(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `did not answer within ${timeoutMs} ms`;
  const { cause } = error;
  return `cannot be reached: ${cause instanceof Error && cause.message ? cause.message : error.message}`;
}
