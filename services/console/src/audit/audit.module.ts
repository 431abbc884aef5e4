import { Module } from '@nestjs/common';
import { AcknowledgeFindingHandler } from './acknowledge-finding.handler.js';
import { AuditController } from './audit.controller.js';
import { ShowAuditHandler } from './show-audit.handler.js';

/** Whether anything was lost between the log and those who read it. */
@Module({
  controllers: [AuditController],
  providers: [ShowAuditHandler, AcknowledgeFindingHandler],
})
export class AuditModule {}
