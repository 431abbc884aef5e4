import { z } from 'zod';

/** What carries actions out. */
export const executorState = z
  .object({
    name: z.string(),
    ready: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether it could act now; `null`: only acting would show it.' }),
    detail: z
      .string()
      .nullable()
      .meta({ description: 'What was seen, or why it could not act and what to do.' }),
  })
  .meta({ id: 'ExecutorState' });
export type ExecutorState = z.infer<typeof executorState>;

export const executorList = z.object({ items: z.array(executorState) }).meta({ id: 'ExecutorList' });
export type ExecutorList = z.infer<typeof executorList>;
