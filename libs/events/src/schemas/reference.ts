import { z } from 'zod';

/** A CDEvents reference to another subject. */
export const reference = z.object({
  id: z.string().min(1),
  source: z.string().min(1).optional(),
});

export const instant = z.iso.datetime({ offset: true });

export const environment = reference.meta({ description: 'The environment, for example `production`.' });
export const service = reference.meta({ description: 'The service.' });

/** How a run ended. */
export const outcome = z.enum(['success', 'failure', 'cancel', 'error']);
export const severity = z.enum(['low', 'medium', 'high', 'critical']);

/** What made a run begin. */
export const trigger = z.object({
  type: z.enum(['manual', 'pipeline', 'event', 'schedule', 'other']).optional(),
  uri: z.string().optional(),
});
