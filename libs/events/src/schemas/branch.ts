import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { reference } from './reference.js';

const base = {
  vocabulary: 'cdevents',
  version: '0.3.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

const content = z.object({ repository: reference.optional() });

export const branchCreated = defineEvent({
  ...base,
  name: 'branch.created',
  description: 'A branch was created in a repository.',
  content: content,
});

export const branchDeleted = defineEvent({
  ...base,
  name: 'branch.deleted',
  description: 'A branch was deleted.',
  content: content,
});
