import type { Proposal } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** One proposal, or undefined. */
export class ShowProposal extends Query<Proposal | undefined> {
  constructor(readonly id: string) {
    super();
  }
}
