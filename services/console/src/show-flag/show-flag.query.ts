import type { Flag } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** One flag, or undefined. */
export class ShowFlag extends Query<Flag | undefined> {
  constructor(readonly key: string) {
    super();
  }
}
