import { asOfQuery, type Flag, type PageAsOf, pageQuery } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const listFlagsFilter = pageQuery.extend({ ...asOfQuery.shape, service: z.string().optional() });
export type ListFlagsFilter = z.infer<typeof listFlagsFilter>;

/** Flags and their state, now or as of then. */
export class ListFlags extends Query<PageAsOf<Flag>> {
  constructor(readonly filter: ListFlagsFilter) {
    super();
  }
}
