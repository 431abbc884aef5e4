import { z } from 'zod';

export const reportSummary = z
  .object({
    week: z.string(),
    from: z.string(),
    to: z.string(),
    incidents: z.number().int(),
    publishedAt: z.string(),
    digest: z.string(),
  })
  .meta({ id: 'ReportSummary' });
export type ReportSummary = z.infer<typeof reportSummary>;
