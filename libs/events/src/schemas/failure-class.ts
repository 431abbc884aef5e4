import { z } from 'zod';

/** Where a mistake was stopped. */
export const layer = z.enum(['preview', 'flag', 'rollback', 'compute', 'people']);
export type Layer = z.infer<typeof layer>;

/** What makes two incidents the same class. */
export const failureClass = z.object({
  service: z.string().min(1),
  metric: z.string().min(1),
  failure: z
    .enum(['errors', 'latency', 'silence', 'saturation', 'crash', 'correctness', 'unknown'])
    .meta({ description: 'How it failed.' }),
  change: z
    .enum(['deployment', 'flag', 'config', 'dependency', 'none'])
    .meta({ description: 'What kind of change was behind it.' }),
  signature: z
    .string()
    .nullable()
    .meta({ description: 'The errors with their numbers and ids taken out; null: none recorded.' }),
});
export type FailureClass = z.infer<typeof failureClass>;
