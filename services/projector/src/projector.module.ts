import { Module } from '@nestjs/common';
import { AuditGauges } from './audit/audit-gauges.js';
import { HoleAudit } from './audit/hole-audit.js';
import { Housekeeper } from './housekeeping/housekeeper.js';
import { ProjectionGauges } from './projection-gauges.js';
import { ReadModelKeeper } from './read-model-keeper.js';
import { ReadModelRebuilder } from './rebuild/read-model-rebuilder.js';

/** Turns the log into the read models that people and programs ask. It answers no request of its own. */
@Module({
  providers: [ReadModelKeeper, ReadModelRebuilder, ProjectionGauges, HoleAudit, AuditGauges, Housekeeper],
})
export class ProjectorModule {}
