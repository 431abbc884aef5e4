import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';

export const postmortemPublished = defineEvent({
  vocabulary: 'cdeventsx',
  version: '0.1.0',
  topic: 'hormesis.incidents',
  name: 'postmortem.published',
  description: 'The report of a week was made from the log. The subject is the week, `2026-W47`.',
  content: z.object({
    week: z.string().regex(/^\d{4}-W\d{2}$/),
    from: z.string(),
    to: z.string(),
    incidents: z.number().int().min(0),
    digest: z.string().meta({ description: 'SHA-256 of the report’s JSON model.' }),
    positions: z
      .record(z.string(), z.number())
      .meta({ description: 'Log position up to which it was made, by `topic/partition`.' }),
  }),
  custom: z.object({}),
});
