import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, service } from './reference.js';

const base = {
  vocabulary: 'cdeventsx',
  version: '0.1.0',
  topic: 'hormesis.incidents',
  custom: z.object({}),
} as const;
const of = { service, environment: environment.optional() };
const repository = z.string().min(1).meta({ description: 'Where Git says it: `owner/name`.' });

export const driftDetected = defineEvent({
  ...base,
  name: 'drift.detected',
  description:
    'An action changed what users get, and Git still says otherwise. The subject is the action’s id; it lasts until Git agrees.',
  content: z.object({
    ...of,
    incident: z.string().min(1),
    repository,
    flag: z.string().optional().meta({ description: 'The flag that is off, and on in Git.' }),
    version: z.string().optional().meta({ description: 'The version that Git still deploys.' }),
    toVersion: z.string().optional().meta({ description: 'The version that runs instead.' }),
    reason: z.string(),
  }),
});

export const driftProposed = defineEvent({
  ...base,
  name: 'drift.proposed',
  description: 'A pull request was opened that makes Git agree.',
  content: z.object({
    ...of,
    repository,
    pullRequest: z.string().min(1).meta({ description: 'Its address.' }),
    number: z.number().int().meta({ description: 'Its number there.' }),
    branch: z.string().min(1).meta({ description: 'The branch it comes from.' }),
  }),
});

export const driftStuck = defineEvent({
  ...base,
  name: 'drift.stuck',
  description: 'No pull request could be opened that makes Git agree: a person has to.',
  content: z.object({ ...of, repository, reason: z.string() }),
});

export const driftClosed = defineEvent({
  ...base,
  name: 'drift.closed',
  description: 'Git and what users get agree again.',
  content: z.object({
    ...of,
    repository,
    by: z
      .enum(['merge', 'deployment', 'definition', 'undo', 'agreement'])
      .meta({ description: 'What made them agree; `agreement`: Git said so all along.' }),
    reason: z.string(),
  }),
});
