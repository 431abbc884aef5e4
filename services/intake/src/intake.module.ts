import { Module } from '@nestjs/common';
import { OtlpDoor } from './otlp/otlp-door.js';
import { PollLedger } from './poll-prometheus/poll-ledger.js';
import { PROMETHEUS_CONFIG, readPrometheusConfig } from './poll-prometheus/prometheus-config.js';
import { PrometheusPoller } from './poll-prometheus/prometheus-poller.js';
import { PrometheusStatusController } from './poll-prometheus/prometheus-status.controller.js';
import { MigrateIntake } from './quarantine/migrate-intake.js';
import { QuarantineController } from './quarantine/quarantine.controller.js';
import { Quarantine } from './quarantine/quarantine.js';
import { ReadQuarantine } from './quarantine/read-quarantine.js';
import { ReceiveEventsController } from './receive-events/receive-events.controller.js';
import { ReceiveEventsHandler } from './receive-events/receive-events.handler.js';
import { ReceiveMetricsController } from './receive-metrics/receive-metrics.controller.js';
import { ReceiveMetricsHandler } from './receive-metrics/receive-metrics.handler.js';
import { ReceiveTracesController } from './receive-traces/receive-traces.controller.js';
import { ReceiveTracesHandler } from './receive-traces/receive-traces.handler.js';
import { readSignalsConfig, SIGNALS_CONFIG } from './signals-config/signals-config.js';
import { WebhookHandshakeController } from './webhook-handshake/webhook-handshake.controller.js';

/** Where events and signals come in: checked, and durable on the log before they are acknowledged. */
@Module({
  controllers: [
    ReceiveEventsController,
    ReceiveMetricsController,
    ReceiveTracesController,
    PrometheusStatusController,
    WebhookHandshakeController,
    QuarantineController,
  ],
  providers: [
    { provide: SIGNALS_CONFIG, useFactory: () => readSignalsConfig(process.env) },
    { provide: PROMETHEUS_CONFIG, useFactory: () => readPrometheusConfig(process.env) },
    MigrateIntake,
    PollLedger,
    PrometheusPoller,
    OtlpDoor,
    ReceiveEventsHandler,
    ReceiveMetricsHandler,
    ReceiveTracesHandler,
    Quarantine,
    ReadQuarantine,
  ],
})
export class IntakeModule {}
