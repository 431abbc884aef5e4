import type { Attributes } from './attributes.js';
import { InvalidEvent, type Issue } from './invalid-event.js';

/** Throws if headers beside a structured event announce another event than the one in the body. */
export function assertSameAttributes(headers: Attributes, body: Attributes): void {
  const issues = ['id', 'source', 'type'].flatMap((name): Issue[] => {
    const announced = headers[name];
    if (announced === undefined || announced === body[name]) return [];
    return [
      {
        field: name,
        reason: `is ${JSON.stringify(body[name])}, but its header says ${JSON.stringify(announced)}`,
        hint: 'Send the same value in both places, or only in the body.',
      },
    ];
  });
  if (issues.length > 0) throw new InvalidEvent(issues);
}
