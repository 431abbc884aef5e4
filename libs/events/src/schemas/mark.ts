import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { ruleScope } from './rule.js';

const base = {
  vocabulary: 'cdeventsx',
  version: '0.1.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

const marked = {
  ...ruleScope,
  version: z.string().min(1).optional().meta({ description: 'The version of the service that must stay.' }),
  changeId: z.string().min(1).optional().meta({ description: 'Id of the change event that must stay.' }),
  changeSource: z.string().min(1).optional().meta({ description: 'Source of that event.' }),
};

export const markPlaced = defineEvent({
  ...base,
  name: 'mark.placed',
  description:
    'A change, or a version of a service, must not be rolled back: a migration ran. The subject is the mark’s id.',
  content: z.object({ ...marked, reason: z.string().min(1) }),
});

export const markLifted = defineEvent({
  ...base,
  name: 'mark.lifted',
  description: 'What was marked may be rolled back again.',
  content: z.object({ ...marked, reason: z.string().optional() }),
});
