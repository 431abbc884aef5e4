import type { Page, Projection } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { loadBuilds, staleProjections } from '@hormesis/projection';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { describeProjection } from './describe-projection.js';
import { ownProjections } from './known-versions.js';
import { ListProjections } from './list-projections.query.js';

@QueryHandler(ListProjections)
export class ListProjectionsHandler implements IQueryHandler<ListProjections> {
  constructor(private readonly database: Database) {}

  async execute(): Promise<Page<Projection>> {
    const [builds, stale] = await Promise.all([
      loadBuilds(this.database),
      staleProjections(this.database, ownProjections),
    ]);
    const items = [...Map.groupBy(builds, ({ projection }) => projection)].map(([name, own]) =>
      describeProjection(name, own, {
        release: ownProjections.find((one) => one.name === name)?.version,
        stale: stale.find((one) => one.name === name),
      }),
    );
    return { items, next: null };
  }
}
