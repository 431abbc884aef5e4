import type { AsOfQuery, Flag } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** One flag, now or as of then, or undefined. */
export class ShowFlag extends Query<Flag | undefined> {
  constructor(
    readonly key: string,
    readonly asOf: AsOfQuery = {},
  ) {
    super();
  }
}
