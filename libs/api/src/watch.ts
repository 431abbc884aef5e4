import { z } from 'zod';

const tallied = z.object({ total: z.number().int(), bad: z.number().int() });

export const watchPoint = z.object({
  t: z.number().meta({ description: 'End of the windows, milliseconds since 1970.' }),
  exposed: tallied.meta({ description: 'Requests of those who have the change.' }),
  control: tallied.meta({ description: 'Requests of those who do not.' }),
  low: z.number().meta({ description: 'The lift is at least so many times.' }),
  likeliest: z.number(),
  high: z.number().meta({ description: 'The lift is at most so many times.' }),
});

export const watch = z.object({
  service: z.string(),
  environment: z.string(),
  metric: z.string(),
  change: z.object({
    eventId: z.string(),
    source: z.string(),
    kind: z.enum(['deployment', 'flag', 'config']),
    subject: z.string(),
    summary: z.string(),
    at: z.string(),
    exposure: z.number(),
    flag: z.string().optional(),
  }),
  alarmedAt: z.string().nullable().meta({ description: 'When the sentinel last called it an anomaly.' }),
  endedAt: z.string().nullable().meta({ description: 'When nobody had the change any more.' }),
  points: z.array(watchPoint).meta({ description: 'The last minutes, oldest first.' }),
});

export const watches = z
  .object({
    budget: z.string().meta({ description: 'The false alarms that the team can live with, in its words.' }),
    bandChance: z.number().meta({ description: 'How often a band may ever miss the true lift.' }),
    items: z.array(watch),
  })
  .meta({ id: 'Watches' });

export type Watches = z.infer<typeof watches>;

export const watchesQuery = z.object({
  service: z.string().optional(),
  environment: z.string().optional(),
  flag: z.string().optional().meta({ description: 'Key of a flag.' }),
});
export type WatchesQuery = z.infer<typeof watchesQuery>;
export type Watch = z.infer<typeof watch>;
export type WatchPoint = z.infer<typeof watchPoint>;
