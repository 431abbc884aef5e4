import type { AllRetriesRequested } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { storableText } from './storable-text.js';

export const retryAllBody = z
  .strictObject({
    projection: storableText.optional().meta({ description: 'A projection or reaction. Default: all.' }),
  })
  .meta({ id: 'RetryAllDeadLetters' });
export type RetryAllBody = z.infer<typeof retryAllBody>;

/** Asks for all letters to be tried again, of one projection or reaction or of all. */
export class RetryAllDeadLetters extends Command<AllRetriesRequested> {
  constructor(
    readonly body: RetryAllBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
