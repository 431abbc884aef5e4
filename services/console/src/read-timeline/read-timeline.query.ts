import { type Page, pageQuery, type TimelineEntry } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const readTimelineFilter = pageQuery.extend({
  incident: z.string().optional(),
  service: z.string().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  story: z.stringbool().optional(),
});
export type ReadTimelineFilter = z.infer<typeof readTimelineFilter>;

/** What happened, newest first. */
export class ReadTimeline extends Query<Page<TimelineEntry>> {
  constructor(readonly filter: ReadTimelineFilter) {
    super();
  }
}
