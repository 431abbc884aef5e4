import { type Page, type Proposal, pageQuery } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const listProposalsFilter = pageQuery.extend({
  state: z.enum(['proposed', 'accepted', 'rejected']).optional(),
  kind: z.enum(['test', 'alert', 'flag-default']).optional(),
  incident: z.string().optional(),
});
export type ListProposalsFilter = z.infer<typeof listProposalsFilter>;

/** What incidents taught, newest first. */
export class ListProposals extends Query<Page<Proposal>> {
  constructor(readonly filter: ListProposalsFilter) {
    super();
  }
}
