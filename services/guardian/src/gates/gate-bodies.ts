import { flaggerGates } from '@hormesis/executors';
import { z } from 'zod';

const name = z.string().min(1).max(253);

export const analysisQuery = z.object({
  service: name,
  environment: name,
  version: name.optional().meta({
    description: 'The version that is rolled out; with it a fix gets past what was decided before.',
  }),
});
export type AnalysisQuery = z.infer<typeof analysisQuery>;

const verdict = z.enum(['go', 'hold', 'rollback']);
const reasons = z.array(z.string()).meta({ description: 'Why it is not `go`, one sentence each.' });

/** What the web metric provider of Argo Rollouts reads, by `jsonPath`. */
export const analysis = z
  .object({
    data: z.object({
      ok: z.boolean().meta({ description: '`true` with the verdict `go`.' }),
      verdict,
      reasons,
      service: z.string(),
      environment: z.string(),
    }),
  })
  .meta({ id: 'RolloutAnalysis' });
export type Analysis = z.infer<typeof analysis>;

export const gate = z.enum(flaggerGates);
export const gateQuery = z.object({
  service: name.optional(),
  environment: name.optional(),
  version: name.optional(),
  access_token: z.string().optional().meta({ description: 'The token: Flagger cannot send headers.' }),
});
export type GateQuery = z.infer<typeof gateQuery>;

/** What Flagger sends to its webhooks. */
export const gateBody = z.looseObject({
  name: z.string(),
  namespace: z.string(),
  phase: z.string().optional(),
});
export type GateBody = z.infer<typeof gateBody>;

export const gateReply = z.object({ verdict, reasons }).meta({ id: 'GateReply' });
