import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { reason } from '../flag-streams/flag-key.js';

export const rampFlagBody = z
  .strictObject({
    variant: z.string().min(1),
    percentage: z.number().min(0).max(100).meta({ description: 'Share of the users, 0 to 100.' }),
    reason: reason.optional(),
  })
  .meta({ id: 'RampFlag' });
export type RampFlagBody = z.infer<typeof rampFlagBody>;

export class RampFlag extends Command<CommandAccepted> {
  constructor(
    readonly key: string,
    readonly change: RampFlagBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
