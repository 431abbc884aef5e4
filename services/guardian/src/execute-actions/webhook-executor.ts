import { setTimeout as sleep } from 'node:timers/promises';
import type { EventOf } from '@hormesis/events';
import type { Answer, Executor, Taking } from '@hormesis/executors';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_CONFIG, type GuardianConfig, type WebhookConfig } from '../guardian-config.js';
import { readReply } from './read-reply.js';
import { signWebhook } from './sign-webhook.js';
import { webhookBody } from './webhook-body.js';

const firstPauseMs = 250;
const longestPauseMs = 5_000;
/** The longest to wait for one answer, milliseconds. */
const attemptMs = 10_000;

const howToConfigure =
  'No rollback webhook is configured. Set HORMESIS_ROLLBACK_WEBHOOK_URL and HORMESIS_ROLLBACK_WEBHOOK_SECRET, start the guardian again and approve the action.';

/**
 * Asks a receiver of the team's, by a signed webhook (Standard Webhooks), to carry an action out. The id of the request's
 * event is the webhook's id: the same for all its attempts, another one when a person approves the action again. What
 * makes the work itself idempotent is the action's id, in the body.
 */
@Injectable()
export class WebhookExecutor implements Executor {
  readonly name = 'webhook';
  readonly oneAtATime = true;

  constructor(@Inject(GUARDIAN_CONFIG) private readonly config: GuardianConfig) {}

  async takes(): Promise<Taking> {
    return this.config.webhook ? { mine: true } : { mine: false, because: howToConfigure };
  }

  async execute(request: EventOf<'action.requested'>): Promise<Answer> {
    const { webhook } = this.config;
    return webhook ? deliver(request, webhook) : { kind: 'refused', reason: howToConfigure };
  }
}

/** Sends until it is answered for good, or the time is up. */
async function deliver(request: EventOf<'action.requested'>, webhook: WebhookConfig): Promise<Answer> {
  const body = webhookBody(request);
  const deadline = performance.now() + webhook.timeoutMs;
  for (let attempt = 1, pause = firstPauseMs; ; attempt += 1, pause = Math.min(pause * 2, longestPauseMs)) {
    const left = deadline - performance.now();
    const { answer, afterMs } = await send(request.id, body, webhook, Math.min(attemptMs, left));
    if (answer.kind !== 'retry') return answer;
    const wait = Math.max(pause, afterMs);
    if (performance.now() + wait >= deadline) {
      const tries = attempt === 1 ? '1 attempt' : `${attempt} attempts`;
      return {
        kind: 'failed',
        reason: `The webhook did not succeed in ${webhook.timeoutMs / 1_000} s (${tries}). Last: ${answer.reason}.`,
      };
    }
    await sleep(wait);
  }
}

async function send(id: string, body: string, { url, key }: WebhookConfig, timeoutMs: number) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs))),
      headers: { 'content-type': 'application/json', ...signWebhook(id, body, key, new Date()) },
      body,
    });
    const retryAfter = Number(response.headers.get('retry-after') ?? 0) * 1_000;
    return { answer: await readReply(response), afterMs: Number.isFinite(retryAfter) ? retryAfter : 0 };
  } catch (error) {
    return { answer: { kind: 'retry' as const, reason: faultOf(error) }, afterMs: 0 };
  }
}

function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
