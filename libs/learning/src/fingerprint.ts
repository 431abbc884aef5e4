import { createHash } from 'node:crypto';
import type { FailureClass } from '@hormesis/events/learning';

/** Names a class of failure: the same for each recurrence in a service, and for all proposals that it teaches. */
export function fingerprint({ service, metric, failure, change, signature }: FailureClass): string {
  const parts = [service, metric, failure, change, signature];
  return `fp-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)}`;
}
