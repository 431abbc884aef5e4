import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, service } from './reference.js';

const standard = { vocabulary: 'cdevents', version: '0.3.0', topic: 'hormesis.incidents' } as const;
const own = { vocabulary: 'cdeventsx', version: '0.1.0', topic: 'hormesis.incidents' } as const;

const content = z.object({
  environment,
  service: service.optional(),
  artifactId: z.string().optional(),
  description: z.string().optional(),
});

export const incidentDetected = defineEvent({
  ...standard,
  name: 'incident.detected',
  description: 'An incident was opened. The subject is its id.',
  content,
  custom: z.object({
    anomaly: z.string().optional().meta({ description: 'Id of the anomaly that opened it.' }),
    severity: z.enum(['critical', 'warning', 'info']).optional(),
    onset: z.string().optional(),
  }),
});

export const incidentReported = defineEvent({
  ...standard,
  name: 'incident.reported',
  description: 'A ticket was made for an incident.',
  content: content.extend({ ticketURI: z.string().min(1) }),
  custom: z.object({}),
});

export const incidentResolved = defineEvent({
  ...standard,
  name: 'incident.resolved',
  description: 'The incident is over.',
  content,
  custom: z.object({ resolution: z.string().optional() }),
});

export const incidentAcknowledged = defineEvent({
  ...own,
  name: 'incident.acknowledged',
  description: 'A person took the incident.',
  content: z.object({ service: service.optional(), environment: environment.optional() }),
  custom: z.object({}),
});

export const incidentAnnotated = defineEvent({
  ...own,
  name: 'incident.annotated',
  description: 'Somebody added a note.',
  content: z.object({
    service: service.optional(),
    environment: environment.optional(),
    note: z.string().min(1).max(10_000),
  }),
  custom: z.object({}),
});

export const incidentMitigated = defineEvent({
  ...own,
  name: 'incident.mitigated',
  description: 'Users no longer feel it, though its cause may still stand.',
  content: z.object({
    service: service.optional(),
    environment: environment.optional(),
    action: z.string().optional(),
  }),
  custom: z.object({}),
});

export const incidentReopened = defineEvent({
  ...own,
  name: 'incident.reopened',
  description: 'The incident came back after it was resolved.',
  content: z.object({
    service: service.optional(),
    environment: environment.optional(),
    reason: z.string().optional(),
  }),
  custom: z.object({}),
});

export const incidentRecovered = defineEvent({
  ...own,
  name: 'incident.recovered',
  description: 'After an action the signal got well again: the reverse test says so.',
  content: z.object({
    service: service.optional(),
    environment: environment.optional(),
    action: z.string().min(1).meta({ description: 'Id of the action.' }),
    seconds: z.number().min(0).meta({ description: 'From the end of the action to the proof.' }),
    method: z.string().min(1).meta({ description: 'What says so: `anomaly-cleared`, `reverse-test/1`.' }),
    evidence: z.array(z.string()).meta({ description: 'Why, one sentence each.' }),
  }),
  custom: z.object({}),
});

export const incidentEscalated = defineEvent({
  ...own,
  name: 'incident.escalated',
  description: 'What the guardian did has not helped in time: people are needed.',
  content: z.object({
    service: service.optional(),
    environment: environment.optional(),
    action: z.string().optional().meta({ description: 'Id of the action that did not help.' }),
    reason: z.string(),
    next: z.string().optional().meta({ description: 'Id of the action that is recommended next.' }),
  }),
  custom: z.object({}),
});
