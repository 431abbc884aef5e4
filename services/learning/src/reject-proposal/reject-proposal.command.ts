import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

export const rejectProposalBody = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(1)
      .max(2_000)
      .meta({ description: 'Why. It is kept, and shown in the weekly report.' }),
  })
  .meta({ id: 'RejectProposal' });
export type RejectProposalBody = z.infer<typeof rejectProposalBody>;

export class RejectProposal extends Command<CommandAccepted> {
  constructor(
    readonly id: string,
    readonly body: RejectProposalBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
