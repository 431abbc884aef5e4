import type { Ramp } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** The ramp that was scheduled last for a flag, or for each flag. */
export class ShowRamps extends Query<Ramp[]> {
  constructor(readonly key?: string) {
    super();
  }
}
