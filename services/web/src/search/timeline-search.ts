import { timelineEntry } from '@hormesis/api';
import { z } from 'zod';
import { decodeInstant } from './instant-codec.js';

const instant = z
  .string()
  .refine((text) => decodeInstant(text) !== undefined)
  .optional()
  .catch(undefined);

/** What of a timeline is seen: all of it is in the URL. What a link says wrongly is dropped. */
export const timelineSearch = z.object({
  view: z.enum(['story', 'all']).default('story').catch('story'),
  from: instant,
  to: instant,
  sel: z.string().optional().catch(undefined),
  q: z.string().default('').catch(''),
  kind: timelineEntry.shape.kind.optional().catch(undefined),
});
export type TimelineSearch = z.infer<typeof timelineSearch>;
