import type { Page, TimelineEntry } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readTimeline } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { orProblem } from '../paging/or-problem.js';
import { ReadTimeline } from './read-timeline.query.js';

@QueryHandler(ReadTimeline)
export class ReadTimelineHandler implements IQueryHandler<ReadTimeline> {
  constructor(private readonly database: Database) {}

  execute({ filter }: ReadTimeline): Promise<Page<TimelineEntry>> {
    return orProblem(readTimeline(this.database, filter));
  }
}
