import { z } from 'zod';
import type { Answer } from '../executor.js';
import { TryAgain } from '../http/outcome-errors.js';

export type Reply = { status: number; text: string; location: string | undefined; pauseMs: number };

/** What a receiver may say in its body; anything else, or nothing, with a 2xx status means "done". */
const said = z.object({
  status: z.enum(['completed', 'failed', 'refused', 'running']).default('completed'),
  detail: z.string().max(2_000).optional(),
  statusUrl: z.string().optional(),
});

/** Reads the answer of a receiver. @throws TryAgain when it may be another one later */
export function answerIn(reply: Reply): Answer {
  const { status, detail } = bodyOf(reply);
  const http = `HTTP ${reply.status}${detail ? `: ${detail}` : ''}`;
  if (mayPass(reply.status)) throw new TryAgain(http, reply.pauseMs);
  if (reply.status < 200 || reply.status >= 300) {
    return { kind: 'failed', reason: `The webhook answered ${http}.` };
  }
  if (status === 'failed' || status === 'refused') {
    return { kind: status, reason: detail ?? 'The webhook gave no reason.' };
  }
  return { kind: 'completed', detail: detail ?? `The webhook answered ${http}.` };
}

/** Where to ask how the work goes: `Location`, or `statusUrl` in the body; relative to the webhook's address. */
export function statusAddress(reply: Reply, base: string): URL | undefined {
  const address = reply.location ?? bodyOf(reply).statusUrl;
  return address !== undefined && URL.canParse(address, base) ? new URL(address, base) : undefined;
}

/** Whether a status address says: not yet. */
export function isUnderway(reply: Reply): boolean {
  return reply.status === 202 || (reply.status === 200 && bodyOf(reply).status === 'running');
}

function bodyOf({ text }: Reply): z.infer<typeof said> {
  const read = said.safeParse(parsed(text));
  return read.success ? read.data : { status: 'completed' };
}

/** Timeouts, "too early", "too many" and errors of the server. */
function mayPass(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
