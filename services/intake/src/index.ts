export * from './intake.module.js';
export * from './migrations.js';
export * from './quarantine/quarantine.controller.js';
export * from './receive-events/receive-events.controller.js';
export * from './receive-metrics/receive-metrics.controller.js';
export * from './receive-traces/receive-traces.controller.js';
export * from './webhook-handshake/webhook-handshake.controller.js';
