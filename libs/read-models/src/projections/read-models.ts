import type { Projection } from '@hormesis/projection';
import { changeHistory } from './change-history.js';
import { dependency } from './dependency.js';
import { deploymentState } from './deployment-state.js';
import { drill } from './drill.js';
import { flagState } from './flag-state.js';
import { guardFiring } from './guard-firing.js';
import { incident } from './incident.js';
import { incidentCase } from './incident-case.js';
import { incidentReference } from './incident-reference.js';
import { proposal } from './proposal.js';
import { report } from './report.js';
import { signalWindow } from './signal-window.js';
import { timelineEntry } from './timeline-entry.js';
import { withheldProposal } from './withheld-proposal.js';

/** The projections of what people and programs ask for. */
export const readModels: readonly Projection[] = [
  changeHistory,
  deploymentState,
  drill,
  flagState,
  guardFiring,
  incident,
  incidentCase,
  incidentReference,
  proposal,
  report,
  timelineEntry,
  withheldProposal,
];

/** The projections of what is measured: many events, and nobody waits for them. */
export const signalReadModels: readonly Projection[] = [dependency, signalWindow];
