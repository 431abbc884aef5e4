import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { reason } from '../flag-streams/flag-key.js';

export const flipFlagBody = z
  .strictObject({ state: z.enum(['ENABLED', 'DISABLED']), reason: reason.optional() })
  .meta({ id: 'FlipFlag' });
export type FlipFlagBody = z.infer<typeof flipFlagBody>;

export class FlipFlag extends Command<CommandAccepted> {
  constructor(
    readonly key: string,
    readonly change: FlipFlagBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
