import { z } from 'zod';
import { actor } from './actor.js';

/** One line of the timeline; every event on the log but signal windows has one. */
export const timelineEntry = z
  .object({
    eventId: z.string(),
    source: z.string(),
    name: z.string().meta({ description: '`service.deployed`; for a type we do not know, the full type.' }),
    subject: z.string().meta({ description: 'What it is about: of an action its id, of a flag its key.' }),
    lane: z.string().meta({ description: 'Service, or `other`.' }),
    kind: z.enum([
      'deployment',
      'rollback',
      'flag',
      'anomaly',
      'attribution',
      'action',
      'incident',
      'learning',
      'person',
      'compute',
      'other',
    ]),
    outcome: z.enum(['good', 'bad', 'neutral']),
    title: z.string(),
    time: z.string(),
    recordedTime: z.string().nullable(),
    environment: z.string().nullable(),
    incident: z.string().nullable(),
    causationId: z.string().nullable(),
    actor: actor.nullable(),
    story: z.boolean().meta({ description: 'Belongs to the short version of the story.' }),
    position: z.string(),
    data: z.unknown(),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof timelineEntry>;
