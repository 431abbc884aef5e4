import { type LearningOverview, pageQuery } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const showLearningFilter = pageQuery.extend({
  service: z.string().optional(),
  fingerprint: z.string().optional().meta({ description: 'The class of failure.' }),
});
export type ShowLearningFilter = z.infer<typeof showLearningFilter>;

/** Every class of failure, that with the latest occurrence first, and the totals. */
export class ShowLearning extends Query<LearningOverview> {
  constructor(readonly filter: ShowLearningFilter) {
    super();
  }
}
