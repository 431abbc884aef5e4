import type { Answer } from '@hormesis/executors';
import { z } from 'zod';

/** What a receiver may say in its body; anything else, or nothing, with a 2xx status means "done". */
const reply = z.object({
  status: z.enum(['completed', 'failed', 'refused']).default('completed'),
  detail: z.string().max(2_000).optional(),
});

const longestReply = 64 * 1024;

/** Reads the answer of a receiver; `retry`: it may succeed later. */
export async function readReply(response: Response): Promise<Answer | { kind: 'retry'; reason: string }> {
  const text = await bodyOf(response);
  const said = reply.safeParse(parsed(text));
  const detail = said.success ? said.data.detail : undefined;
  const status = `HTTP ${response.status}${detail ? `: ${detail}` : ''}`;
  if (mayPass(response.status)) return { kind: 'retry', reason: status };
  if (!response.ok) return { kind: 'failed', reason: `The webhook answered ${status}.` };
  if (said.success && said.data.status !== 'completed') {
    return { kind: said.data.status, reason: detail ?? 'The webhook gave no reason.' };
  }
  return { kind: 'completed', detail: detail ?? `The webhook answered ${status}.` };
}

/** Timeouts, "too early", "too many" and errors of the server. */
function mayPass(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

async function bodyOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestReply) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
