import { type Page, page, type TimelineEntry, timelineEntry } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadTimeline, type ReadTimelineFilter, readTimelineFilter } from './read-timeline.query.js';

@Controller('api/timeline')
@ApiTags('queries')
export class ReadTimelineController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({ summary: 'What happened, newest first.' })
  @Get()
  @ApiOkResponse({ standardSchema: page(timelineEntry) })
  list(@Query({ schema: readTimelineFilter }) filter: ReadTimelineFilter): Promise<Page<TimelineEntry>> {
    return this.queries.execute(new ReadTimeline(filter));
  }
}
