import { z } from 'zod';

/** The answer to a command: what it wrote, and where. An empty list: it was already so. */
export const commandAccepted = z
  .object({
    events: z.array(z.object({ id: z.string(), name: z.string(), position: z.string().nullable() })),
  })
  .meta({ id: 'CommandAccepted' });
export type CommandAccepted = z.infer<typeof commandAccepted>;
