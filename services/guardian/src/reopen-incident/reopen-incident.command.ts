import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

export const reopenIncidentBody = z
  .strictObject({
    reason: z.string().trim().min(1).max(2_000).optional().meta({ description: 'Why it is not over.' }),
  })
  .default({})
  .meta({ id: 'ReopenIncident' });
export type ReopenIncidentBody = z.infer<typeof reopenIncidentBody>;

export class ReopenIncident extends Command<CommandAccepted> {
  constructor(
    readonly incidentId: string,
    readonly change: ReopenIncidentBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
