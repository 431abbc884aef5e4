import { type Page, pageQuery, type WithheldProposal } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const listWithheldProposalsFilter = pageQuery.extend({
  incident: z.string().optional(),
  kind: z.enum(['test', 'alert', 'flag-default']).optional(),
});
export type ListWithheldProposalsFilter = z.infer<typeof listWithheldProposalsFilter>;

/** What incidents did not allow to propose, and why. */
export class ListWithheldProposals extends Query<Page<WithheldProposal>> {
  constructor(readonly filter: ListWithheldProposalsFilter) {
    super();
  }
}
