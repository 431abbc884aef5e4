import type { FailureClassSummary } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** One class of failure, or undefined. */
export class ShowFailureClass extends Query<FailureClassSummary | undefined> {
  constructor(readonly fingerprint: string) {
    super();
  }
}
