import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

export const resolveIncidentBody = z
  .strictObject({
    resolution: z.string().trim().min(1).max(2_000).optional().meta({ description: 'What ended it.' }),
  })
  .default({})
  .meta({ id: 'ResolveIncident' });
export type ResolveIncidentBody = z.infer<typeof resolveIncidentBody>;

export class ResolveIncident extends Command<CommandAccepted> {
  constructor(
    readonly incidentId: string,
    readonly change: ResolveIncidentBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
