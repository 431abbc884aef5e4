import { z } from 'zod';

/** What a person says with an order about an action. */
export const orderBody = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(1)
      .max(2_000)
      .optional()
      .meta({ description: 'Why. It stands on the event.' }),
  })
  .default({})
  .meta({ id: 'ActionOrder' });
export type OrderBody = z.infer<typeof orderBody>;
