import { z } from 'zod';

/** RFC 9457 problem details, with our `code`, `hint` and `requestId`. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    code: z.string().meta({ description: 'For programs: `not-found`, `unauthorized`, `invalid`…' }),
    hint: z.string().optional().meta({ description: 'What to do.' }),
    requestId: z.string().optional(),
    errors: z
      .array(
        z.object({
          index: z.number().int().optional(),
          field: z.string().optional(),
          reason: z.string(),
          hint: z.string().optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
