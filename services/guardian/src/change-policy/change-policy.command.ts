import type { CommandAccepted } from '@hormesis/api';
import { type Principal, policyMode } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

const scope = z.string().trim().min(1).max(200).default('*');

export const changePolicyBody = z
  .strictObject({
    service: scope.meta({ description: 'A service, or `*` for all.' }),
    environment: scope.meta({ description: 'An environment, or `*` for all.' }),
    mode: policyMode,
    reason: z
      .string()
      .trim()
      .min(1)
      .max(1_000)
      .optional()
      .meta({ description: 'Why. It stands on the event.' }),
  })
  .meta({ id: 'ChangePolicy' });
export type ChangePolicyBody = z.infer<typeof changePolicyBody>;

export class ChangePolicy extends Command<CommandAccepted> {
  constructor(
    readonly change: ChangePolicyBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
