import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

export const retireProposalBody = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(1)
      .max(2_000)
      .meta({ description: 'Why. It is kept, and shown in the weekly report.' }),
  })
  .meta({ id: 'RetireProposal' });
export type RetireProposalBody = z.infer<typeof retireProposalBody>;

export class RetireProposal extends Command<CommandAccepted> {
  constructor(
    readonly id: string,
    readonly body: RetireProposalBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
