import { type Change, type Page, pageQuery } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const listChangesFilter = pageQuery.extend({
  service: z.string().optional(),
  environment: z.string().optional(),
  kind: z.enum(['deployment', 'rollback', 'removal', 'flag', 'config']).optional(),
});
export type ListChangesFilter = z.infer<typeof listChangesFilter>;

/** The change history, newest first. */
export class ListChanges extends Query<Page<Change>> {
  constructor(readonly filter: ListChangesFilter) {
    super();
  }
}
