import { Module } from '@nestjs/common';
import { MigrateIntake } from './quarantine/migrate-intake.js';
import { QuarantineController } from './quarantine/quarantine.controller.js';
import { Quarantine } from './quarantine/quarantine.js';
import { ReadQuarantine } from './quarantine/read-quarantine.js';
import { ReceiveEventsController } from './receive-events/receive-events.controller.js';
import { ReceiveEventsHandler } from './receive-events/receive-events.handler.js';
import { WebhookHandshakeController } from './webhook-handshake/webhook-handshake.controller.js';

/** Where events come in: over HTTP, checked, and durable on the log before they are acknowledged. */
@Module({
  controllers: [ReceiveEventsController, WebhookHandshakeController, QuarantineController],
  providers: [MigrateIntake, ReceiveEventsHandler, Quarantine, ReadQuarantine],
})
export class IntakeModule {}
