import { type Refusal, refuse } from '@hormesis/decider';
import type { Flag } from '../flag.js';

export function unknownFlag({ key, revision }: Flag): Refusal {
  const why = revision === 0 ? 'is not defined here' : 'was removed';
  return refuse(
    'flag-unknown',
    `Flag ${key} ${why}. Define it first: PUT /api/flags/${encodeURIComponent(key)}.`,
  );
}
