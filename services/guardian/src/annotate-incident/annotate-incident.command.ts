import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

export const annotateIncidentBody = z
  .strictObject({ note: z.string().trim().min(1).max(10_000) })
  .meta({ id: 'AnnotateIncident' });
export type AnnotateIncidentBody = z.infer<typeof annotateIncidentBody>;

export class AnnotateIncident extends Command<CommandAccepted> {
  constructor(
    readonly incidentId: string,
    readonly note: string,
    readonly actor: Principal,
  ) {
    super();
  }
}
