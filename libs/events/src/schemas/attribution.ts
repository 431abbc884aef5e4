import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, service } from './reference.js';

const changeRef = z.object({
  eventId: z.string().min(1),
  source: z.string().min(1).optional().meta({ description: 'Source of that event.' }),
  kind: z.enum(['deployment', 'flag', 'config']),
  service: z.string().min(1),
  subject: z.string().min(1).meta({ description: 'Service or flag key.' }),
  summary: z.string(),
  at: z.string().meta({ description: 'When its latest exposure step began.' }),
  reversible: z.boolean(),
});

const earlierCandidate = z.object({
  change: changeRef.nullable().meta({ description: '`null` is the candidate `none`.' }),
  probability: z.number().min(0).max(1),
  evidence: z.array(z.string()).meta({ description: 'Why, one sentence each.' }),
});

/** A change that may have caused an anomaly, or `none`: no change did it. */
export const candidate = earlierCandidate.extend({
  terms: z
    .record(z.string(), z.number())
    .optional()
    .meta({ description: 'What the score is the sum of: logarithms by name.' }),
});

const probability = z.number().min(0).max(1).nullable();

const earlierContent = z.object({
  service,
  environment,
  anomaly: z.string().min(1),
  method: z.string().min(1),
  candidates: z
    .array(earlierCandidate)
    .min(1)
    .meta({ description: 'Most likely first; probabilities add up to 1.' }),
});

export const attributionRanked = defineEvent({
  vocabulary: 'cdeventsx',
  version: '0.2.0',
  topic: 'hormesis.incidents',
  name: 'attribution.ranked',
  description:
    'Recent changes and `none`, ranked by how likely each caused an anomaly. The subject is the incident.',
  content: earlierContent.extend({
    candidates: z
      .array(candidate)
      .min(1)
      .meta({ description: 'Most likely first; probabilities add up to 1.' }),
    causes: z
      .array(z.string().min(1))
      .optional()
      .meta({ description: 'Event ids of the changes that may have caused it together.' }),
    supersedes: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'Event id of the ranking that this one, made again, takes the place of.' }),
    difference: z
      .array(
        z.object({
          change: z
            .string()
            .min(1)
            .nullable()
            .meta({ description: 'Event id; `null` is the candidate `none`.' }),
          subject: z.string().min(1),
          before: probability.meta({ description: '`null`: it was not named.' }),
          after: probability.meta({ description: '`null`: it is not named any more.' }),
        }),
      )
      .optional()
      .meta({ description: 'Whose probability is another than in the ranking before.' }),
  }),
  custom: z.object({}),
  earlier: [{ version: '0.1.0', content: earlierContent, custom: z.object({}), upcast: (said) => said }],
});
