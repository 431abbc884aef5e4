export * from './build-changes.js';
export * from './build-refused.js';
export * from './build-report.js';
export { type BuildName, type BuildRow, loadBuilds } from './build-row.js';
export { type BuildState, statesInWork } from './build-state.js';
export * from './decide-on-rebuild.js';
export * from './describe-progress.js';
export { type RebuildRequest, requestRebuild } from './request-rebuild.js';
export * from './stale-projections.js';
