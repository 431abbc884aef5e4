import type { Flag, PageAsOf } from '@hormesis/api';
import { readFlags, readFlagsAsOf } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AsOfReader } from '../as-of/as-of-reader.js';
import { orProblem } from '../paging/or-problem.js';
import { ListFlags } from './list-flags.query.js';

@QueryHandler(ListFlags)
export class ListFlagsHandler implements IQueryHandler<ListFlags> {
  constructor(private readonly reader: AsOfReader) {}

  execute({ filter }: ListFlags): Promise<PageAsOf<Flag>> {
    const reading = this.reader.read<PageAsOf<Flag>>(filter, {
      present: (db) => readFlags(db, filter),
      past: (db, log, cut) => readFlagsAsOf(db, log, cut, filter),
    });
    return orProblem(reading);
  }
}
