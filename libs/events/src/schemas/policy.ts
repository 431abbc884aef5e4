import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';

export const policyMode = z.enum(['observe', 'recommend', 'act']);

export const policyChanged = defineEvent({
  vocabulary: 'cdeventsx',
  version: '0.1.0',
  topic: 'hormesis.changes',
  name: 'policy.changed',
  description: 'How far the guardian may go for a service and an environment (`*` stands for all).',
  content: z.object({
    service: z.object({ id: z.string().min(1) }),
    environment: z.object({ id: z.string().min(1) }),
    mode: policyMode,
    previousMode: policyMode.optional(),
    reason: z.string().optional(),
  }),
  custom: z.object({}),
});
