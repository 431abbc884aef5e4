import { request as send } from 'undici';
import type { Answer } from '../executor.js';
import { faultOf } from '../http/api.js';
import type { Effort } from '../http/effort.js';
import { Failed, TryAgain } from '../http/outcome-errors.js';
import { readBody } from '../http/read-body.js';
import { askedPause } from '../http/retry-after.js';
import { answerIn, type Reply, statusAddress } from './read-reply.js';
import { signWebhook } from './sign-webhook.js';

export type WebhookTarget = {
  url: string;
  /** The decoded secret that signs. */
  key: Buffer;
};

/** Taken, and to be asked about at `status`. */
export type Underway = { kind: 'underway'; status: URL };

/** Sends the webhook once. @throws TryAgain when it may succeed later */
export async function deliver(
  effort: Effort,
  target: WebhookTarget,
  id: string,
  body: string,
): Promise<Answer | Underway> {
  const reply = await exchange(effort, target, { id, url: new URL(target.url), method: 'POST', body });
  const status = reply.status === 202 ? statusAddress(reply, target.url) : undefined;
  if (status === undefined) return answerIn(reply);
  if (status.origin === new URL(target.url).origin) return { kind: 'underway', status };
  throw new Failed(
    `The webhook named a status address at another host (${status.host}): it is not asked there.`,
  );
}

type Sending = { id: string; url: URL; method: 'GET' | 'POST'; body: string };

/** Sends, signed, and reads what comes back, whatever its status. @throws TryAgain when nothing does */
export async function exchange(
  effort: Effort,
  { key }: WebhookTarget,
  { id, url, method, body }: Sending,
): Promise<Reply> {
  try {
    const reply = await send(url, {
      method,
      signal: effort.signal(),
      headers: { 'content-type': 'application/json', ...signWebhook(id, body, key, new Date()) },
      ...(method === 'POST' ? { body } : {}),
    });
    const text = await readBody(reply.body);
    return {
      status: reply.statusCode,
      text,
      location: [reply.headers.location].flat()[0],
      pauseMs: askedPause(reply.headers),
    };
  } catch (error) {
    if (error instanceof Failed) throw error;
    throw new TryAgain(faultOf(error));
  }
}
