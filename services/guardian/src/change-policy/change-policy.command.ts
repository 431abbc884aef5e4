import type { CommandAccepted } from '@hormesis/api';
import { changeKind, type Principal, rung } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

const scope = z.string().trim().min(1).max(200).default('*');

export const changePolicyBody = z
  .strictObject({
    service: scope.meta({ description: 'A service, or `*` for all.' }),
    environment: scope.meta({ description: 'An environment, or `*` for all.' }),
    changeKind: changeKind.default('*').meta({ description: 'A kind of change, or `*` for all.' }),
    rung: rung.meta({ description: 'The furthest that the guardian goes alone.' }),
    pinned: z.boolean().optional().meta({ description: 'The rung is neither earned nor lost.' }),
    earn: z.enum(['ask', 'automatic']).optional().meta({
      description: 'Whether a rung that was earned is suggested (default) or taken.',
    }),
    precision: z.number().min(0.5).max(0.99).optional().meta({
      description: 'Part of its actions that must be right; 0.8 if nothing is said.',
    }),
    cap: z.number().int().min(1).nullable().optional().meta({
      description: 'Most actions an hour that it takes alone; null: none of its own.',
    }),
    dryRun: z
      .boolean()
      .optional()
      .meta({ description: 'It decides, and only says what it would have done.' }),
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
