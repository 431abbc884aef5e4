import { Module } from '@nestjs/common';
import { ProjectionGauges } from './projection-gauges.js';
import { ReadModelKeeper } from './read-model-keeper.js';

/** Turns the log into the read models that people and programs ask. It answers no request of its own. */
@Module({ providers: [ReadModelKeeper, ProjectionGauges] })
export class ProjectorModule {}
