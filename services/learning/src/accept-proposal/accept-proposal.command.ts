import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

export const acceptProposalBody = z
  .strictObject({
    note: z.string().trim().min(1).max(2_000).optional().meta({ description: 'Anything to keep with it.' }),
    untested: z
      .boolean()
      .optional()
      .meta({ description: 'Accepts what has not passed a backtest; then `note` must say why.' }),
  })
  .meta({ id: 'AcceptProposal' });
export type AcceptProposalBody = z.infer<typeof acceptProposalBody>;

export class AcceptProposal extends Command<CommandAccepted> {
  constructor(
    readonly id: string,
    readonly body: AcceptProposalBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
