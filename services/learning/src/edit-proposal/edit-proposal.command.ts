import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { artefactFile } from '@hormesis/events/learning';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

export const editProposalBody = z
  .strictObject({
    files: z
      .array(artefactFile.extend({ content: z.string().max(1_000_000) }))
      .min(1)
      .max(20)
      .meta({ description: 'All files, as they shall stand.' }),
    note: z.string().trim().min(1).max(2_000).optional().meta({ description: 'What was changed, and why.' }),
  })
  .meta({ id: 'EditProposal' });
export type EditProposalBody = z.infer<typeof editProposalBody>;

export class EditProposal extends Command<CommandAccepted> {
  constructor(
    readonly id: string,
    readonly body: EditProposalBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
