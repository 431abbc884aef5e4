import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, instant, service } from './reference.js';

export const signalMeasured = defineEvent({
  vocabulary: 'cdeventsx',
  version: '0.1.0',
  topic: 'hormesis.signals',
  name: 'signal.measured',
  description: 'A window of counts and latency for one service, environment, cohort and metric.',
  content: z.object({
    service,
    environment,
    metric: z.string().min(1).meta({ description: 'What is counted: `http.errors`, `http.latency`.' }),
    cohort: z.string().min(1).default('all').meta({ description: '`exposed`, `unexposed`, or `all`.' }),
    start: instant,
    durationMs: z
      .number()
      .int()
      .min(1_000)
      .max(60_000)
      .meta({ description: 'Length of the window, milliseconds.' }),
    total: z.number().int().min(0).meta({ description: 'Requests in the window.' }),
    bad: z.number().int().min(0).meta({ description: 'Those of them that failed.' }),
    latencyMs: z
      .object({ p50: z.number().min(0), p95: z.number().min(0), p99: z.number().min(0) })
      .optional()
      .meta({ description: 'Latency quantiles, milliseconds.' }),
  }),
  custom: z.object({}),
});
