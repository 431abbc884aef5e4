import { setTimeout as sleep } from 'node:timers/promises';
import type { EventOf } from '@hormesis/events';
import { signWebhook } from '@hormesis/executors';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_CONFIG, type GuardianConfig } from '../guardian-config.js';

/** Pauses between attempts, milliseconds. */
const pauses = [500, 2_000, 8_000];
/** The longest to wait for one answer, milliseconds. */
const PATIENCE_MS = 10_000;

/** Calls people by a signed webhook (Standard Webhooks), if one is configured. */
@Injectable()
export class TellPeople {
  private readonly log = logger('guardian');

  constructor(@Inject(GUARDIAN_CONFIG) private readonly config: GuardianConfig) {}

  /** Tried four times; then it stays at the event in the incident. */
  async hear(escalated: EventOf<'incident.escalated'>): Promise<void> {
    const { escalation } = this.config;
    if (!escalation) return;
    const body = JSON.stringify({
      type: escalated.name,
      timestamp: escalated.time,
      data: {
        incident: escalated.subject,
        service: escalated.data.service?.id,
        environment: escalated.data.environment?.id,
        action: escalated.data.action,
        reason: escalated.data.reason,
        next: escalated.data.next,
      },
    });
    for (const pause of [...pauses, undefined]) {
      const fault = await send(escalation, escalated.id, body);
      if (fault === undefined) return;
      this.log.warn({ incident: escalated.subject, fault }, 'people could not be told of an escalation');
      if (pause === undefined) return;
      await sleep(pause);
    }
  }
}

type Receiver = NonNullable<GuardianConfig['escalation']>;

/** Why it was not taken; `undefined`: it was. */
async function send({ url, key }: Receiver, id: string, body: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'content-type': 'application/json', ...signWebhook(id, body, key, new Date()) },
      body,
    });
    await response.body?.cancel();
    return response.ok ? undefined : `HTTP ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
