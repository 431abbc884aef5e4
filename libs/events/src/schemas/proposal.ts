import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, service } from './reference.js';

const base = { vocabulary: 'cdeventsx', version: '0.1.0', topic: 'hormesis.learning' } as const;
const of = { service, environment: environment.optional(), incident: z.string().min(1) };

export const artefactFile = z.object({
  path: z.string().min(1).meta({ description: 'Where it belongs, relative to the team’s repository.' }),
  mediaType: z.string().min(1),
  content: z.string(),
});

export const proposalProposed = defineEvent({
  ...base,
  name: 'proposal.proposed',
  description: 'An incident taught a test, an alert or a flag default. The subject is the proposal’s id.',
  content: z.object({
    ...of,
    kind: z.enum(['test', 'alert', 'flag-default']),
    class: z.enum(['prevents', 'detects-earlier', 'limits']),
    title: z.string().min(1).meta({ description: 'Verb first, one line.' }),
    rationale: z.string().min(1),
    files: z.array(artefactFile).min(1),
    evidence: z.array(z.string().min(1)).min(1).meta({ description: 'Ids of the events it was made of.' }),
    fingerprint: z
      .string()
      .min(1)
      .meta({ description: 'The class of failure, the same for each recurrence.' }),
    verification: z.string().min(1).meta({ description: 'How one will know that it works.' }),
  }),
  custom: z.object({}),
});

export const proposalWithheld = defineEvent({
  ...base,
  name: 'proposal.withheld',
  description: 'What the incident’s data does not allow to propose, and what is missing.',
  content: z.object({
    ...of,
    kind: z.enum(['test', 'alert', 'flag-default']),
    reason: z.string().min(1),
    evidence: z.array(z.string()),
  }),
  custom: z.object({}),
});

export const proposalAccepted = defineEvent({
  ...base,
  name: 'proposal.accepted',
  description: 'A person accepted the proposal. It is in force only once it is seen to be applied.',
  content: z.object({ ...of, note: z.string().optional() }),
  custom: z.object({}),
});

export const proposalRejected = defineEvent({
  ...base,
  name: 'proposal.rejected',
  description: 'A person rejected the proposal, with a reason.',
  content: z.object({ ...of, reason: z.string().min(1) }),
  custom: z.object({}),
});
