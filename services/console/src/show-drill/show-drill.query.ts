import type { Drill } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** One drill, or undefined. */
export class ShowDrill extends Query<Drill | undefined> {
  constructor(readonly id: string) {
    super();
  }
}
