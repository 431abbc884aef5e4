import type { Projection } from '@hormesis/api';
import { type IQueryHandler, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { ListProjections } from './list-projections.query.js';
import { ShowProjection } from './show-projection.query.js';

@QueryHandler(ShowProjection)
export class ShowProjectionHandler implements IQueryHandler<ShowProjection> {
  constructor(private readonly queries: QueryBus) {}

  async execute({ name }: ShowProjection): Promise<Projection | undefined> {
    const { items } = await this.queries.execute(new ListProjections());
    return items.find((one) => one.name === name);
  }
}
