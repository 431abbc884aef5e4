export { services as fleetServices } from './fleet/cast.js';
export { type DemoFleetOptions, runDemoFleet } from './run-demo-fleet.js';
