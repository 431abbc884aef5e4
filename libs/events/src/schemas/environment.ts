import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';

const base = {
  vocabulary: 'cdevents',
  version: '0.3.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

const content = z.object({ name: z.string().optional(), uri: z.string().optional() });

export const environmentCreated = defineEvent({
  ...base,
  name: 'environment.created',
  description: 'A place to run services was created.',
  content: content,
});

export const environmentModified = defineEvent({
  ...base,
  name: 'environment.modified',
  description: 'An environment changed.',
  content: content,
});

export const environmentDeleted = defineEvent({
  ...base,
  name: 'environment.deleted',
  description: 'An environment was deleted.',
  content: content,
});
