import type { Flag } from '@hormesis/api';
import { readFlag, readFlagAsOf } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AsOfReader } from '../as-of/as-of-reader.js';
import { orProblem } from '../paging/or-problem.js';
import { ShowFlag } from './show-flag.query.js';

@QueryHandler(ShowFlag)
export class ShowFlagHandler implements IQueryHandler<ShowFlag> {
  constructor(private readonly reader: AsOfReader) {}

  execute({ key, asOf }: ShowFlag): Promise<Flag | undefined> {
    const reading = this.reader.read(asOf, {
      present: (db) => readFlag(db, key),
      past: (db, log, cut) => readFlagAsOf(db, log, cut, key),
    });
    return orProblem(reading);
  }
}
