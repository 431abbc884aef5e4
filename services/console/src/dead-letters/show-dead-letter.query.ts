import type { DeadLetterDetail } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** One dead letter with its event, or undefined. */
export class ShowDeadLetter extends Query<DeadLetterDetail | undefined> {
  constructor(readonly seq: number) {
    super();
  }
}
