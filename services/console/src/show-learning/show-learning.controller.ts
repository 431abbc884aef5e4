import { type LearningOverview, learningOverview } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShowLearning, type ShowLearningFilter, showLearningFilter } from './show-learning.query.js';

@Controller('api/learning')
@ApiTags('queries')
export class ShowLearningController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({
    summary:
      'Each class of failure: whether it is noticed sooner and harms fewer, and what guards against it.',
  })
  @Get()
  @ApiOkResponse({ standardSchema: learningOverview })
  show(@Query({ schema: showLearningFilter }) filter: ShowLearningFilter): Promise<LearningOverview> {
    return this.queries.execute(new ShowLearning(filter));
  }
}
