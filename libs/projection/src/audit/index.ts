export { type FindingKind, findingKinds, type NewFinding } from './finding.js';
export { acknowledgeFinding } from './finding-store.js';
export * from './hole-auditor.js';
export * from './read-audit.js';
