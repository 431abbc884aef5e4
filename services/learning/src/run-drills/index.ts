import { DRILL_CONFIG, readDrillConfig } from './drill-config.js';
import { DrillLock } from './drill-lock.js';
import { DrillRun } from './drill-run.js';
import { DrillRunner } from './drill-runner.js';
import { DrillStreams } from './drill-streams.js';
import { DrilledGuards } from './drilled-guards.js';
import { StartDrillHandler } from './start-drill.handler.js';
import { StopDrillHandler } from './stop-drill.handler.js';
import { WhyNotNow } from './why-not-now.js';

export { DrillsController } from './drills.controller.js';

/** A past failure is injected again, and the guards are watched. */
export const runDrills = [
  { provide: DRILL_CONFIG, useFactory: () => readDrillConfig(process.env) },
  DrillStreams,
  DrillLock,
  DrillRun,
  DrilledGuards,
  DrillRunner,
  WhyNotNow,
  StartDrillHandler,
  StopDrillHandler,
];
