import type { Flag } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readFlag } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ShowFlag } from './show-flag.query.js';

@QueryHandler(ShowFlag)
export class ShowFlagHandler implements IQueryHandler<ShowFlag> {
  constructor(private readonly database: Database) {}

  execute({ key }: ShowFlag): Promise<Flag | undefined> {
    return readFlag(this.database, key);
  }
}
