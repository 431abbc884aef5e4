import { z } from 'zod';

/** An action changed what users get, and Git still says otherwise. */
export const drift = z
  .object({
    action: z.string().meta({ description: 'Id of the action.' }),
    phase: z.enum(['open', 'closed']),
    service: z.string(),
    environment: z.string().nullable(),
    incident: z.string(),
    repository: z.string().meta({ description: 'Where Git says it: `owner/name`.' }),
    reason: z.string(),
    since: z.string(),
    flag: z.string().nullable().meta({ description: 'The flag that is off, and on in Git.' }),
    version: z.string().nullable().meta({ description: 'The version that Git still deploys.' }),
    toVersion: z.string().nullable().meta({ description: 'The version that runs instead.' }),
    pullRequest: z.string().nullable().meta({ description: 'Address of what makes Git agree once merged.' }),
    problem: z.string().nullable().meta({ description: 'Why no pull request could be opened.' }),
    closed: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'Drift' });
export type Drift = z.infer<typeof drift>;

export const driftList = z.object({ items: z.array(drift) }).meta({ id: 'DriftList' });
export type DriftList = z.infer<typeof driftList>;

export const driftFilter = z.object({ phase: z.enum(['open', 'all']).default('open') });
export type DriftFilter = z.infer<typeof driftFilter>;
