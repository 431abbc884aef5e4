import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { changeKind, ruleScope, rung, trackRecord } from './rule.js';

const base = { vocabulary: 'cdeventsx', topic: 'hormesis.changes' } as const;

const mode = z.enum(['observe', 'recommend', 'act']);
const rungOfMode = (value: unknown) => (value === 'act' ? 'rollback' : value);

export const policyChanged = defineEvent({
  ...base,
  version: '0.2.0',
  name: 'policy.changed',
  description:
    'How far the guardian may go alone, by a rule: a service, an environment and a kind of change (`*` stands for all).',
  content: z.object({
    ...ruleScope,
    changeKind: changeKind.optional().meta({ description: 'Kind of change; absent: all.' }),
    rung: rung.meta({ description: 'The furthest that the guardian goes alone.' }),
    previousRung: rung.optional(),
    pinned: z
      .boolean()
      .optional()
      .meta({ description: 'People fixed the rung: it is neither earned nor lost.' }),
    earn: z
      .enum(['ask', 'automatic'])
      .optional()
      .meta({ description: 'Whether a rung that was earned is suggested (default) or taken.' }),
    precision: z
      .number()
      .min(0.5)
      .max(0.99)
      .optional()
      .meta({ description: 'Part of its actions that must be right. Default 0.8.' }),
    cap: z
      .number()
      .int()
      .min(1)
      .optional()
      .meta({ description: 'Most actions an hour that it takes alone.' }),
    dryRun: z.boolean().optional().meta({ description: 'Decides, and only says what it would have done.' }),
    reason: z.string().optional(),
    record: trackRecord.optional().meta({ description: 'The verdicts that moved the rung.' }),
  }),
  custom: z.object({}),
  earlier: [
    {
      version: '0.1.0',
      content: z.object({
        ...ruleScope,
        mode,
        previousMode: mode.optional(),
        reason: z.string().optional(),
      }),
      custom: z.object({}),
      upcast: ({ content: { mode: now, previousMode, ...content }, ...rest }) => ({
        ...rest,
        content: {
          ...content,
          rung: rungOfMode(now),
          ...(previousMode === undefined ? {} : { previousRung: rungOfMode(previousMode) }),
        },
      }),
    },
  ],
});

export const policySuggested = defineEvent({
  ...base,
  version: '0.1.0',
  name: 'policy.suggested',
  description: 'A rule has earned the next rung; a person may set it.',
  content: z.object({
    ...ruleScope,
    changeKind: changeKind.optional().meta({ description: 'Kind of change; absent: all.' }),
    rung: rung.meta({ description: 'The rung that it has earned.' }),
    currentRung: rung.meta({ description: 'The rung that it is on.' }),
    reason: z.string(),
    record: trackRecord,
  }),
  custom: z.object({}),
});
