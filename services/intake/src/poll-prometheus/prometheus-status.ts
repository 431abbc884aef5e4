import { z } from 'zod';

export const prometheusStatus = z
  .object({
    queries: z.array(
      z.object({
        name: z.string(),
        metric: z.string(),
        doneUntil: z.string().nullable().meta({ description: 'The end of the last step that is done.' }),
        windowsUntil: z
          .string()
          .nullable()
          .meta({ description: 'The end of the last step that gave windows.' }),
        error: z.string().nullable().meta({ description: 'Why the next step cannot be done.' }),
        failingSince: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'PrometheusStatus' });

export type PrometheusStatus = z.infer<typeof prometheusStatus>;
