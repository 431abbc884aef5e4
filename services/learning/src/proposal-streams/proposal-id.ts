import { z } from 'zod';

export const proposalIdParam = z
  .string()
  .regex(/^[\w.:-]{1,100}$/, 'A proposal’s id looks like pro-1a2b3c4d5e6f.');
