import type { Flag } from '../flag.js';

/** What every statement about a flag says besides its own: whom it concerns, why, and its number. */
export type Reasons = {
  /** Why, in one line. */
  reason?: string | undefined;
  /** Id of the action that asked for it. */
  action?: string | undefined;
};

export function concerns(
  flag: Pick<Flag, 'service' | 'environment' | 'revision'>,
  { reason, action }: Reasons,
) {
  return {
    ...(flag.service === undefined ? {} : { service: { id: flag.service } }),
    ...(flag.environment === undefined ? {} : { environment: { id: flag.environment } }),
    ...(reason === undefined ? {} : { reason }),
    ...(action === undefined ? {} : { action }),
    revision: flag.revision + 1,
  };
}
