import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { reason } from '../flag-streams/flag-key.js';

export const controlRampBody = z.strictObject({ reason: reason.optional() }).meta({ id: 'ControlRamp' });
export type ControlRampBody = z.infer<typeof controlRampBody>;

export const abortRampBody = controlRampBody
  .extend({
    keep: z.boolean().default(false).meta({
      description: 'Leave the share as it is. Else it returns to what it was before the ramp.',
    }),
  })
  .meta({ id: 'AbortRamp' });
export type AbortRampBody = z.infer<typeof abortRampBody>;

/** What a person does to a ramp that is under way. */
export type RampControl = 'pause' | 'resume' | 'abort';

export class ControlRamp extends Command<CommandAccepted> {
  constructor(
    readonly key: string,
    readonly control: RampControl,
    readonly change: ControlRampBody & { keep?: boolean },
    readonly actor: Principal,
  ) {
    super();
  }
}
