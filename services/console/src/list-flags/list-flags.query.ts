import { type Flag } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const listFlagsFilter = z.object({ service: z.string().optional() });
export type ListFlagsFilter = z.infer<typeof listFlagsFilter>;

/** Flags and their state. */
export class ListFlags extends Query<Flag[]> {
  constructor(readonly filter: ListFlagsFilter) {
    super();
  }
}
