import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, service } from './reference.js';

/** A change that may have caused an anomaly, or `none`: no change did it. */
export const candidate = z.object({
  change: z
    .object({
      eventId: z.string().min(1),
      source: z.string().min(1).optional().meta({ description: 'Source of that event.' }),
      kind: z.enum(['deployment', 'flag', 'config']),
      service: z.string().min(1),
      subject: z.string().min(1).meta({ description: 'Service or flag key.' }),
      summary: z.string(),
      at: z.string().meta({ description: 'When its latest exposure step began.' }),
      reversible: z.boolean(),
    })
    .nullable()
    .meta({ description: '`null` is the candidate `none`.' }),
  probability: z.number().min(0).max(1),
  evidence: z.array(z.string()).meta({ description: 'Why, one sentence each.' }),
});

export const attributionRanked = defineEvent({
  vocabulary: 'cdeventsx',
  version: '0.1.0',
  topic: 'hormesis.incidents',
  name: 'attribution.ranked',
  description:
    'Recent changes and `none`, ranked by how likely each caused an anomaly. The subject is the incident.',
  content: z.object({
    service,
    environment,
    anomaly: z.string().min(1),
    method: z.string().min(1),
    candidates: z
      .array(candidate)
      .min(1)
      .meta({ description: 'Most likely first; probabilities add up to 1.' }),
  }),
  custom: z.object({}),
});
