import { z } from 'zod';
import { commandAccepted } from './command-accepted.js';

export const startDrill = z
  .strictObject({
    fingerprint: z.string().min(1).optional().meta({
      description:
        'The class of failure; or name an incident. Neither: a class whose guards were never exercised.',
    }),
    incident: z.string().min(1).optional(),
    environment: z.string().min(1).optional().meta({ description: 'Default: where the incident was.' }),
    seconds: z.int().min(1).max(3_600).optional().meta({
      description:
        'At most; it ends once every alert of the class has fired. Default: as long as it took to notice the incident and a quarter more, 120 to 900.',
    }),
    intensity: z.number().min(0).max(1).optional().meta({
      description: 'Share of the requests that it is to hit. Default: 0.3; of silence all.',
    }),
    anyway: z.boolean().default(false).meta({
      description: 'Although there is a freeze, or an incident is open at the service.',
    }),
    reason: z.string().trim().min(1).max(2_000).optional(),
  })
  .meta({ id: 'StartDrill' });
export type StartDrill = z.infer<typeof startDrill>;

/** Asked for: `drill` is its id. */
export const drillAccepted = commandAccepted.extend({ drill: z.string() }).meta({ id: 'DrillAccepted' });
export type DrillAccepted = z.infer<typeof drillAccepted>;

export const drill = z
  .object({
    id: z.string(),
    state: z.enum(['requested', 'running', 'finished', 'stopped', 'failed']),
    fingerprint: z.string(),
    incident: z.string().meta({ description: 'The incident whose failure is repeated.' }),
    service: z.string(),
    environment: z.string(),
    failure: z.string(),
    seconds: z.number().int(),
    intensity: z.number(),
    requestedAt: z.string(),
    requestedBy: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    reason: z.string().nullable(),
    incidents: z.array(z.string()).meta({ description: 'Incidents that it caused.' }),
    guards: z.array(
      z.object({
        proposal: z.string(),
        outcome: z.enum(['caught', 'missed']),
        firedAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Drill' });
export type Drill = z.infer<typeof drill>;
