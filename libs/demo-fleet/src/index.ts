export * from './faults/fault.js';
export { faultKinds, usualFaultKinds } from './faults/fault-kinds.js';
export { harmAt, sufferersOf } from './faults/harm-at.js';
export { type FleetService, services as fleetServices } from './fleet/cast.js';
export { Random } from './fleet/random.js';
export { latencyHistogram, latencyQuantile } from './live/latency-histogram.js';
export { type DemoFleetOptions, runDemoFleet } from './run-demo-fleet.js';
