import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';

const base = {
  vocabulary: 'cdevents',
  version: '0.3.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

const optional = z.object({
  owner: z.string().optional().meta({ description: 'User or organisation.' }),
  viewUrl: z.string().optional().meta({ description: 'Where people look at it.' }),
});
const content = optional.extend({
  name: z.string().min(1),
  uri: z.string().min(1).meta({ description: 'Where tools reach it.' }),
});

export const repositoryCreated = defineEvent({
  ...base,
  name: 'repository.created',
  description: 'A source code repository was created.',
  content: content,
});

export const repositoryModified = defineEvent({
  ...base,
  name: 'repository.modified',
  description: 'A repository changed its name, owner or place.',
  content: content,
});

export const repositoryDeleted = defineEvent({
  ...base,
  name: 'repository.deleted',
  description: 'A repository was deleted.',
  content: optional.extend({ name: z.string().optional(), uri: z.string().optional() }),
});
