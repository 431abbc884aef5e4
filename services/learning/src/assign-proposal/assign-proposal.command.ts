import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

/** A whole day ends where the next one begins. */
const day = z.union([
  z.iso.date().transform((date) => new Date(Date.parse(date) + 24 * 60 * 60 * 1000).toISOString()),
  z.iso.datetime({ offset: true }).transform((time) => new Date(time).toISOString()),
]);

export const assignProposalBody = z
  .strictObject({
    owner: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ description: 'A team or a person, as your organisation calls them.' }),
    due: day.optional().meta({
      description:
        'Until when: a day (`2026-12-01`, then its end in UTC), or a point in time. Absent: no day.',
    }),
  })
  .meta({ id: 'AssignProposal' });
export type AssignProposalBody = z.infer<typeof assignProposalBody>;

export class AssignProposal extends Command<CommandAccepted> {
  constructor(
    readonly id: string,
    readonly body: AssignProposalBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
