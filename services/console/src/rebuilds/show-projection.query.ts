import type { Projection } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** One projection with its builds, or undefined. */
export class ShowProjection extends Query<Projection | undefined> {
  constructor(readonly name: string) {
    super();
  }
}
