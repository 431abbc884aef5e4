import type { RetriesRequested } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { storableText } from './storable-text.js';

export const discardBody = z
  .strictObject({
    reason: storableText
      .trim()
      .min(1)
      .max(1_000)
      .meta({ description: 'Why it may be left out; it stands beside the letter.' }),
  })
  .meta({ id: 'DiscardDeadLetter' });
export type DiscardBody = z.infer<typeof discardBody>;

/** Gives a letter up; what waits behind it is tried at once. */
export class DiscardDeadLetter extends Command<RetriesRequested> {
  constructor(
    readonly seq: number,
    readonly reason: string,
    readonly actor: Principal,
  ) {
    super();
  }
}
