import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { failingRequest } from './anomaly.js';
import { failureClass } from './failure-class.js';
import { environment, instant, service } from './reference.js';

const base = {
  vocabulary: 'cdeventsx',
  version: '0.1.0',
  topic: 'hormesis.incidents',
  custom: z.object({}),
} as const;
const of = { service, environment };

export const drillRequested = defineEvent({
  ...base,
  name: 'drill.requested',
  description: 'A past class of failure is to be injected on purpose. The subject is the drill’s id.',
  content: z.object({
    ...of,
    fingerprint: z.string().min(1).meta({ description: 'Names the class of failure.' }),
    incident: z.string().min(1).meta({ description: 'The incident whose failure is repeated.' }),
    failure: z.string().min(1).meta({ description: 'How it is to fail: `errors`, `latency`, `silence`…' }),
    metric: z.string().min(1).meta({ description: 'Where it showed.' }),
    change: failureClass.shape.change.meta({
      description: 'What kind of change was behind it: of `flag` only those with the variant are hit.',
    }),
    exemplar: failingRequest.optional().meta({ description: 'A request that failed then.' }),
    seconds: z.number().int().min(1).max(3_600).meta({ description: 'For how long, at most.' }),
    intensity: z.number().min(0).max(1).meta({ description: 'Share of the requests that it is to hit.' }),
    reason: z.string().min(1).optional(),
  }),
});

export const drillStarted = defineEvent({
  ...base,
  name: 'drill.started',
  description: 'The injector says that it has begun.',
  content: z.object({
    ...of,
    injector: z.string().min(1).meta({ description: 'Who injects: an address.' }),
    at: instant.meta({ description: 'Since when.' }),
  }),
});

export const drillEnded = defineEvent({
  ...base,
  name: 'drill.ended',
  description:
    'The drill is over: as planned, stopped by a guard or a person, or because it could not be injected.',
  content: z.object({
    ...of,
    outcome: z.enum(['finished', 'stopped', 'failed']),
    reason: z.string().min(1),
  }),
});
