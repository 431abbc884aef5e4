import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { instant } from './reference.js';
import { changeKind, ruleScope } from './rule.js';

const base = {
  vocabulary: 'cdeventsx',
  version: '0.1.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;
const scope = {
  ...ruleScope,
  changeKind: changeKind.optional().meta({ description: 'Kind of change; absent: all.' }),
};

export const breakerTripped = defineEvent({
  ...base,
  name: 'breaker.tripped',
  description: 'The guardian wanted to act more often than it may in an hour: until then it only recommends.',
  content: z.object({
    ...scope,
    actions: z.number().int().min(0).meta({ description: 'Actions that it took in the last hour.' }),
    cap: z.number().int().min(1).meta({ description: 'Most actions an hour.' }),
    until: instant.meta({ description: 'When it closes by itself.' }),
    reason: z.string(),
  }),
});

export const breakerReset = defineEvent({
  ...base,
  name: 'breaker.reset',
  description: 'A person let the guardian act again before the time was over.',
  content: z.object({ ...scope, reason: z.string().optional() }),
});
