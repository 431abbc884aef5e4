import { z } from 'zod';
import { actor } from './actor.js';

/** One entry of the change history: a deployment step, a rollback, a flag flip or ramp step, a policy change. */
export const change = z
  .object({
    eventId: z.string(),
    source: z.string(),
    kind: z.enum(['deployment', 'rollback', 'removal', 'flag', 'config']),
    service: z.string().nullable(),
    environment: z.string().nullable(),
    subject: z.string().meta({ description: 'Service or flag key.' }),
    summary: z.string(),
    version: z.string().nullable(),
    exposure: z.number().nullable(),
    at: z.string(),
    actor: actor.nullable(),
    incident: z
      .string()
      .nullable()
      .meta({ description: 'The incident it was attributed to, or that caused it.' }),
    position: z.string(),
  })
  .meta({ id: 'Change' });
export type Change = z.infer<typeof change>;
