import type { Attributes } from '../codec/attributes.js';
import { isInstant } from '../codec/instant.js';
import { InvalidEvent, type Issue } from '../codec/invalid-event.js';
import type { CdEvent } from './cd-event.js';

/** Throws if the CDEvent in the data is another one than the attributes announce. */
export function assertSameIdentity({ context }: CdEvent, attributes: Attributes): void {
  const issues: Issue[] = [];
  for (const name of ['id', 'source', 'type'] as const) {
    const inside = context[name];
    if (inside === undefined || inside === attributes[name] || isPlaceholder(name, inside)) continue;
    issues.push({
      field: `context.${name}`,
      reason: `is ${JSON.stringify(inside)}, but the event’s \`${name}\` is ${JSON.stringify(attributes[name])}`,
      hint: 'Send the same value in both places.',
    });
  }
  if (context.timestamp !== undefined && !isInstant(context.timestamp)) {
    issues.push({
      field: 'context.timestamp',
      reason: `is ${JSON.stringify(context.timestamp)}, which is no instant`,
      hint: 'Write it as RFC 3339 with an offset: `2026-11-22T10:00:00.123Z`.',
    });
  }
  if (issues.length > 0) throw new InvalidEvent(issues);
}

/** Some emitters leave `0` for a collector to replace: the CloudEvent around it has the id. */
function isPlaceholder(name: string, value: string): boolean {
  return name === 'id' && value === '0';
}
