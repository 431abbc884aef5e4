import type { Answer } from '../executor.js';
import type { Effort } from '../http/effort.js';
import { NotYet } from '../http/outcome-errors.js';
import { exchange, type WebhookTarget } from './deliver.js';
import { answerIn, isUnderway } from './read-reply.js';

/** Asks the status address how the work ended. @throws NotYet while it is under way */
export async function readBack(
  effort: Effort,
  target: WebhookTarget,
  { id, status, pollMs }: { id: string; status: URL; pollMs: number },
): Promise<Answer> {
  const reply = await exchange(effort, target, { id, url: status, method: 'GET', body: '' });
  if (isUnderway(reply)) throw new NotYet('the work is under way', reply.pauseMs || pollMs);
  return answerIn(reply);
}
