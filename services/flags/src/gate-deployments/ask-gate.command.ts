import type { GateAnswer } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

export const askGateBody = z
  .strictObject({
    service: z.string().min(1).max(200),
    environment: z.string().min(1).max(200),
    version: z.string().min(1).max(200).optional(),
    userFacing: z.boolean().default(false).meta({ description: 'Users can notice what it changes.' }),
    flag: z.string().min(1).max(200).optional().meta({ description: 'The flag that the change is behind.' }),
  })
  .meta({ id: 'AskGate' });
export type AskGateBody = z.infer<typeof askGateBody>;

/** Asks whether a deployment may go on. */
export class AskGate extends Command<GateAnswer> {
  constructor(
    readonly deployment: AskGateBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
