import { z } from 'zod';

/**
 * Since when a row no longer follows the log: an event about it could not be taken in, and all that came later for it
 * waits behind that event. `null` where nothing waits.
 */
export const staleSince = z
  .object({
    at: z.string().meta({ description: 'When the event was put aside.' }),
    position: z.string().meta({ description: 'The event that could not be taken in.' }),
    reason: z.enum(['unreadable', 'failed', 'refused', 'follows']),
    error: z.string().meta({ description: 'What went wrong, in one line.' }),
  })
  .meta({ id: 'StaleSince' });
export type StaleSince = z.infer<typeof staleSince>;
