import { type Flag, type Page, pageQuery } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const listFlagsFilter = pageQuery.extend({ service: z.string().optional() });
export type ListFlagsFilter = z.infer<typeof listFlagsFilter>;

/** Flags and their state. */
export class ListFlags extends Query<Page<Flag>> {
  constructor(readonly filter: ListFlagsFilter) {
    super();
  }
}
