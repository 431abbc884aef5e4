import type { CommandAccepted } from '@hormesis/api';
import { flagDefinition, type Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { reason } from '../flag-streams/flag-key.js';

export const defineFlagBody = z
  .strictObject({
    definition: z.strictObject(flagDefinition.shape).meta({ description: 'As flagd defines a flag.' }),
    service: z.string().min(1).optional().meta({ description: 'The service whose change the flag guards.' }),
    environment: z.string().min(1).optional(),
    reason: reason.optional(),
  })
  .meta({ id: 'DefineFlag' });
export type DefineFlagBody = z.infer<typeof defineFlagBody>;

export class DefineFlag extends Command<CommandAccepted> {
  constructor(
    readonly key: string,
    readonly change: DefineFlagBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
