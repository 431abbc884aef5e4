import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { reason } from '../flag-streams/flag-key.js';

export const removeFlagQuery = z.object({ reason: reason.optional() });
export type RemoveFlagQuery = z.infer<typeof removeFlagQuery>;

export class RemoveFlag extends Command<CommandAccepted> {
  constructor(
    readonly key: string,
    readonly change: RemoveFlagQuery,
    readonly actor: Principal,
  ) {
    super();
  }
}
