import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { failureClass } from '@hormesis/events/learning';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

export const correctClassBody = z
  .strictObject({
    class: z
      .strictObject(failureClass.shape)
      .partial()
      .refine((parts) => Object.keys(parts).length > 0, 'Name at least one part of the class.')
      .meta({ description: 'The parts that are wrong, as they should be; the others stay.' }),
    reason: z.string().trim().min(1).max(2_000).meta({ description: 'Why. It is kept with the case.' }),
  })
  .meta({ id: 'CorrectClass' });
export type CorrectClassBody = z.infer<typeof correctClassBody>;

export class CorrectClass extends Command<CommandAccepted> {
  constructor(
    readonly incident: string,
    readonly body: CorrectClassBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
