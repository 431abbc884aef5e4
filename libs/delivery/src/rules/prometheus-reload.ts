import { type Effort, Failed, faultOf, TryAgain } from '@hormesis/executors';
import { request as send } from 'undici';

/** Asks a Prometheus to read its files again (`POST /-/reload`). */
export class PrometheusReload {
  constructor(private readonly options: { url: string; token?: string }) {}

  /** @returns why it did not load what it read; `undefined`: it did. @throws TryAgain when it does not answer */
  async ask(effort: Effort): Promise<string | undefined> {
    const { url, token } = this.options;
    const reply = await send(`${url.replace(/\/+$/, '')}/-/reload`, {
      method: 'POST',
      signal: effort.signal(),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    }).catch((error: unknown) => {
      throw new TryAgain(`Prometheus: ${faultOf(error)}`);
    });
    const said = (await reply.body.text()).trim().slice(0, 300);
    const { statusCode } = reply;
    if (statusCode >= 200 && statusCode < 300) return undefined;
    if (statusCode === 500) return said;
    if (statusCode === 403 || statusCode === 405) {
      throw new Failed(
        `Prometheus does not let itself be told to reload (HTTP ${statusCode}). Start it with --web.enable-lifecycle, or leave "reload" out.`,
      );
    }
    const text = `Prometheus answered HTTP ${statusCode} to the reload (${said})`;
    if (statusCode === 408 || statusCode === 429 || statusCode > 500) throw new TryAgain(text);
    throw new Failed(`${text}.`);
  }
}
