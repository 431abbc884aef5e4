import { z } from 'zod';

/** What can be proposed, and by which proposer. */
export const proposalKind = z.enum(['test', 'alert', 'flag-default']);
export const proposer = z.enum([
  ...['threshold', 'seasonal', 'burn-rate', 'silence', 'cohort-ratio'],
  ...['gate', 'off-on-failure', 'ramp-steps', 'bake-time', 'guard-metric'],
  ...['replay', 'configuration', 'contract'],
] as const);
export type Proposer = z.infer<typeof proposer>;

export const artefactFile = z.object({
  path: z.string().min(1).meta({ description: 'Where it belongs, relative to the team’s repository.' }),
  mediaType: z.string().min(1),
  content: z.string(),
});
