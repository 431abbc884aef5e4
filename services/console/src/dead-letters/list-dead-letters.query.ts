import { type DeadLetter, type Page, pageQuery } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';
import { letterNumber } from './letter-number.js';

export const listDeadLettersFilter = pageQuery.extend({
  cursor: letterNumber.optional().meta({ description: '`next` of the page before.' }),
  projection: z.string().optional().meta({ description: 'A projection or reaction. Default: all.' }),
  build: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional()
    .meta({ description: 'Default: the live build.' }),
  state: z
    .enum(['parked', 'retrying', 'discarded', 'all'])
    .default('parked')
    .meta({ description: '`retrying`: parked, and a retry has been asked for.' }),
});
export type ListDeadLettersFilter = z.infer<typeof listDeadLettersFilter>;

/** What could not be taken in, in the order in which it was parked. */
export class ListDeadLetters extends Query<Page<DeadLetter>> {
  constructor(readonly filter: ListDeadLettersFilter) {
    super();
  }
}
