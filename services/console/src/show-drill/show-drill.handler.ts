import type { Drill } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readDrill } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ShowDrill } from './show-drill.query.js';

@QueryHandler(ShowDrill)
export class ShowDrillHandler implements IQueryHandler<ShowDrill> {
  constructor(private readonly database: Database) {}

  execute({ id }: ShowDrill): Promise<Drill | undefined> {
    return readDrill(this.database, id);
  }
}
