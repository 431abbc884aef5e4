import { AppliedRunner } from './applied-runner.js';
import { RULES_CONFIG, readRulesConfig } from './rules-config.js';
import { SeeApplied } from './see-applied.js';

/** What people took over is seen, and only then counts as applied. */
export const seeApplied = [
  { provide: RULES_CONFIG, useFactory: () => readRulesConfig(process.env) },
  SeeApplied,
  AppliedRunner,
];
