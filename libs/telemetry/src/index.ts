export * from './http/telemetry.module.js';
export * from './logging/logger.js';
export * from './metrics/catalogue.js';
export * from './metrics/instruments.js';
export * from './start-telemetry.js';
export * from './traced-log.js';
export * from './tracing/trace-context.js';
export * from './tracing/with-span.js';
