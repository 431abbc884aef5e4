import { Module } from '@nestjs/common';
import { DecideRebuildHandler } from './decide-rebuild.handler.js';
import { ListProjectionsHandler } from './list-projections.handler.js';
import { ProjectionsController } from './projections.controller.js';
import { ShowProjectionHandler } from './show-projection.handler.js';

/** Shows the builds of projections, and takes what operators ask of them. A projector carries it out. */
@Module({
  controllers: [ProjectionsController],
  providers: [ListProjectionsHandler, ShowProjectionHandler, DecideRebuildHandler],
})
export class RebuildsModule {}
