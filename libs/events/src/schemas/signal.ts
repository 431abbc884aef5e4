import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, instant, service } from './reference.js';

const requests = z.number().int().min(0);

const window = {
  service,
  environment,
  metric: z.string().min(1).meta({ description: 'What is counted: `http.errors`, `http.latency`.' }),
  start: instant,
  durationMs: z
    .number()
    .int()
    .min(1_000)
    .max(60_000)
    .meta({ description: 'Length of the window, milliseconds.' }),
  total: requests.meta({ description: 'Requests in the window.' }),
  bad: requests.meta({ description: 'Those of them that failed.' }),
  latencyMs: z
    .object({ p50: z.number().min(0), p95: z.number().min(0), p99: z.number().min(0) })
    .optional()
    .meta({ description: 'Latency quantiles, milliseconds.' }),
};

/** How long the requests of a window took, as a histogram. */
export const latencyHistogram = z.object({
  count: requests.meta({ description: 'Requests whose latency was measured.' }),
  sumMs: z.number().min(0).meta({ description: 'The sum of their latencies, milliseconds.' }),
  le: z.record(z.string(), requests).meta({
    description: 'How many took at most so many milliseconds; `+Inf` may stand for the last bound.',
  }),
});

export type LatencyHistogram = z.infer<typeof latencyHistogram>;

export const signalMeasured = defineEvent({
  vocabulary: 'cdeventsx',
  version: '0.2.0',
  topic: 'hormesis.signals',
  name: 'signal.measured',
  description: 'A window of counts and latency for one service, environment, cohort and metric.',
  content: z.object({
    ...window,
    cohort: z.string().min(1).default('all').meta({
      description:
        'Whose requests: `all`, `control` (those that no change reaches), or parts joined by `+`: the id of a change, `version:<version>`, `flag:<key>`, `flag:<key>=<variant>`, `pod:<name>`.',
    }),
    latency: latencyHistogram.optional().meta({ description: 'Latency as a histogram.' }),
  }),
  custom: z.object({}),
  earlier: [
    {
      version: '0.1.0',
      content: z.object({
        ...window,
        cohort: z.string().min(1).default('all').meta({ description: '`exposed`, `unexposed`, or `all`.' }),
      }),
      custom: z.object({}),
      upcast: ({ content, ...rest }) => ({
        ...rest,
        content: content.cohort === 'unexposed' ? { ...content, cohort: 'control' } : content,
      }),
    },
  ],
});
