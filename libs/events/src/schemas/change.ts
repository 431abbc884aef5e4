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

export const changeCreated = defineEvent({
  ...base,
  version: '0.4.0',
  name: 'change.created',
  description: 'A change to source code was proposed: a pull request, a merge request.',
  content: content.extend({ description: z.string().optional() }),
});

export const changeReviewed = defineEvent({
  ...base,
  name: 'change.reviewed',
  description: 'Somebody, or something, reviewed a proposed change.',
  content: content,
});

export const changeMerged = defineEvent({
  ...base,
  name: 'change.merged',
  description: 'A proposed change was merged.',
  content: content,
});

export const changeAbandoned = defineEvent({
  ...base,
  name: 'change.abandoned',
  description: 'A proposed change was given up.',
  content: content,
});

export const changeUpdated = defineEvent({
  ...base,
  name: 'change.updated',
  description: 'A proposed change was changed, by a further commit for example.',
  content: content,
});
