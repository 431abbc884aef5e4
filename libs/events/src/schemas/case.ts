import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { failureClass, layer } from './failure-class.js';
import { environment, instant, service } from './reference.js';

const base = {
  vocabulary: 'cdeventsx',
  version: '0.1.0',
  topic: 'hormesis.learning',
  custom: z.object({}),
} as const;

export const caseAssembled = defineEvent({
  ...base,
  name: 'case.assembled',
  description:
    'What an incident has to teach, gathered from the log. The subject is the incident; the newest counts.',
  content: z.object({
    service,
    environment: environment.optional(),
    fingerprint: z.string().min(1).meta({ description: 'Names the class: equal for each recurrence.' }),
    class: failureClass,
    explained: z.array(z.string()).meta({ description: 'Why each part of the class is what it is.' }),
    onset: instant,
    detectedAt: instant.meta({ description: 'When it was noticed.' }),
    endedAt: instant.nullable().meta({ description: 'When it was over; null: it is not.' }),
    detectedBy: z.string().min(1).meta({ description: 'The method, or the guard, that noticed first.' }),
    confirmedBy: z.enum(['drill', 'detector', 'person', 'action', 'users']).nullable().meta({
      description:
        'What says that it was one, beside the guards that fired; null: nothing does, so it is a false alarm of theirs.',
    }),
    stoppedBy: layer.meta({ description: 'The layer that stopped it.' }),
    shouldHave: layer.meta({ description: 'The earliest layer that could have.' }),
    why: z.string().min(1).meta({ description: 'Why that layer.' }),
    change: z
      .object({
        eventId: z.string().min(1),
        kind: z.string().min(1),
        subject: z.string().min(1),
        probability: z.number(),
      })
      .nullable(),
    reached: z.string().min(1).meta({ description: 'How the change reached users, in words.' }),
    exposedUserSeconds: z
      .number()
      .nullable()
      .meta({ description: 'Bad requests, each taken as one user for one second; null: not measured.' }),
    drill: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'The drill that caused it, if it was done on purpose.' }),
    exemplars: z.number().int().min(0).meta({ description: 'Failing requests on record.' }),
    earlier: z.array(z.string()).meta({ description: 'Earlier incidents of the class.' }),
    evidence: z.array(z.string()),
  }),
});

export const caseCorrected = defineEvent({
  ...base,
  name: 'case.corrected',
  description: 'A person says that the incident is of another class.',
  content: z.object({
    service,
    environment: environment.optional(),
    fingerprint: z.string().min(1).meta({ description: 'Names the class: equal for each recurrence.' }),
    class: failureClass,
    reason: z.string().min(1),
  }),
});
