import type { CommandAccepted } from '@hormesis/api';
import { flagPolicyMode, type Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { reason } from '../flag-streams/flag-key.js';

export const setFlagPolicyBody = z
  .strictObject({
    mode: flagPolicyMode.meta({
      description: '`report`: shown as a finding; `refuse`: the gate says no as well.',
    }),
    reason: reason.optional(),
  })
  .meta({ id: 'SetFlagPolicy' });
export type SetFlagPolicyBody = z.infer<typeof setFlagPolicyBody>;

export class SetFlagPolicy extends Command<CommandAccepted> {
  constructor(
    readonly service: string,
    readonly change: SetFlagPolicyBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
