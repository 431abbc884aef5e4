import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { instant } from './reference.js';
import { ruleScope } from './rule.js';

const base = {
  vocabulary: 'cdeventsx',
  version: '0.1.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

const momentOfWeek = z
  .string()
  .regex(/^(mon|tue|wed|thu|fri|sat|sun) ([01]\d|2[0-3]):[0-5]\d$/, 'must be like fri 16:00');

export const freezeDeclared = defineEvent({
  ...base,
  name: 'freeze.declared',
  description:
    'For a time, or each week, the guardian recommends instead of acting. The subject is the freeze’s id.',
  content: z.object({
    ...ruleScope,
    from: instant.optional().meta({ description: 'When it begins; absent: it has begun.' }),
    until: instant.optional().meta({ description: 'When it ends; absent: when it is lifted.' }),
    weekly: z
      .object({
        from: momentOfWeek.meta({ description: 'Begin, `fri 16:00`.' }),
        to: momentOfWeek.meta({ description: 'End, `mon 08:00`.' }),
        timeZone: z.string().min(1).meta({ description: 'IANA name, `Europe/Berlin`.' }),
      })
      .optional()
      .meta({ description: 'Only in this part of each week.' }),
    reason: z.string().min(1),
  }),
});

export const freezeLifted = defineEvent({
  ...base,
  name: 'freeze.lifted',
  description: 'A freeze ended, because somebody said so.',
  content: z.object({ ...ruleScope, reason: z.string().optional() }),
});
