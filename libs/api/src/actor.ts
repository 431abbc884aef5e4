import { z } from 'zod';

export const actor = z
  .object({
    kind: z.enum(['person', 'agent', 'system']),
    id: z.string(),
    onBehalfOf: z.string().optional(),
    credential: z.string().optional(),
  })
  .meta({ id: 'Actor' });
export type Actor = z.infer<typeof actor>;
