import { type Page, type Proposal, pageQuery, proposalState } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

const states = z
  .union([z.string().transform((list) => list.split(',').map((state) => state.trim())), z.array(z.string())])
  .pipe(z.array(proposalState).min(1));

export const listProposalsFilter = pageQuery.extend({
  state: states.optional().meta({ description: 'One state, or several: `proposed,backtested`.' }),
  kind: z.enum(['test', 'alert', 'flag-default']).optional(),
  service: z.string().optional(),
  incident: z.string().optional(),
  fingerprint: z.string().optional().meta({ description: 'The class of failure, as people put it right.' }),
  overdue: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: '`true`: only what was to be seen to before now, and is not in force.' }),
});
export type ListProposalsFilter = z.infer<typeof listProposalsFilter>;

/** What incidents taught, newest first. */
export class ListProposals extends Query<Page<Proposal>> {
  constructor(readonly filter: ListProposalsFilter) {
    super();
  }
}
