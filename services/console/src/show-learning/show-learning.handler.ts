import type { LearningOverview } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { CLOCK, type Clock } from '@hormesis/platform';
import { readLearningOverview } from '@hormesis/read-models';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { orProblem } from '../paging/or-problem.js';
import { ShowLearning } from './show-learning.query.js';

@QueryHandler(ShowLearning)
export class ShowLearningHandler implements IQueryHandler<ShowLearning> {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute({ filter }: ShowLearning): Promise<LearningOverview> {
    return orProblem(readLearningOverview(this.database, { ...filter, now: this.clock.now().toISOString() }));
  }
}
