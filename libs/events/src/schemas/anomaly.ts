import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, instant, service } from './reference.js';

const base = { vocabulary: 'cdeventsx', version: '0.1.0', topic: 'hormesis.incidents' } as const;

/** One request that failed, as the reporter saw it: what a proposed test replays. */
export const failingRequest = z.object({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']),
  path: z.string().regex(/^\//, 'must begin with /'),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
  status: z
    .number()
    .int()
    .min(100)
    .max(599)
    .optional()
    .meta({ description: 'The status that came back; absent: no answer.' }),
  expectedStatus: z
    .number()
    .int()
    .min(100)
    .max(599)
    .optional()
    .meta({ description: 'What should have come back.' }),
});

const answered = failingRequest.extend({
  callee: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Whom the service asked: one of its dependencies. Absent: the service was asked.' }),
  expectedBody: z
    .string()
    .optional()
    .meta({ description: 'A body as it should come back; tests look at its shape, not at its values.' }),
});

const detected = {
  service,
  environment,
  metric: z.string().min(1),
  onset: instant.meta({ description: 'When it began, which is before it was noticed.' }),
  method: z.string().min(1).meta({ description: 'What noticed: `alertmanager`, `person`, `threshold`…' }),
  severity: z.enum(['critical', 'warning', 'info']).default('critical'),
  summary: z.string().optional(),
  observed: z.number().optional().meta({ description: 'The value seen, in the metric’s unit.' }),
  expected: z.number().optional().meta({ description: 'The value before.' }),
  failingRequest: failingRequest.optional(),
};

const blamed = {
  ...detected,
  change: z
    .object({
      id: z.string().min(1),
      source: z.string().min(1).optional().meta({ description: 'Source of that event.' }),
    })
    .optional()
    .meta({
      description:
        'The change whose users fare worse than the others: the event of its latest exposure step.',
    }),
  cohort: z.string().min(1).optional().meta({ description: 'Whose requests got worse.' }),
  evidence: z
    .record(z.string(), z.union([z.number(), z.string()]))
    .optional()
    .meta({
      description: 'Why it is one: `logEvidence` and the `threshold` it passed, `lift`, what was counted.',
    }),
};

export const anomalyDetected = defineEvent({
  ...base,
  version: '0.3.0',
  name: 'anomaly.detected',
  description: 'A signal got worse. The subject is the anomaly’s id; `anomaly.cleared` names the same one.',
  content: z.object({
    ...blamed,
    failingRequest: answered.optional(),
    guard: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'The guard that fired: the id of the proposal that it was.' }),
    drill: z.string().min(1).optional().meta({ description: 'The drill that it belongs to.' }),
  }),
  custom: z.object({}),
  earlier: [
    { version: '0.1.0', content: z.object(detected), custom: z.object({}), upcast: (body) => body },
    { version: '0.2.0', content: z.object(blamed), custom: z.object({}), upcast: (body) => body },
  ],
});

export const anomalyCleared = defineEvent({
  ...base,
  name: 'anomaly.cleared',
  description: 'The signal is as good as it was before the anomaly.',
  content: z.object({ service, environment, metric: z.string().min(1).optional() }),
  custom: z.object({}),
});
