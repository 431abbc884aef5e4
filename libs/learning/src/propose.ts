import { proposeAlert } from './alert/propose-alert.js';
import type { IncidentCase } from './case/incident-case.js';
import { proposeFlagDefault } from './flag-default/propose-flag-default.js';
import type { Proposed, Withheld } from './outcome.js';
import { proposeTest } from './replay/propose-test.js';

/** All that an incident teaches, one answer of each kind. */
export function propose(incident: IncidentCase): readonly (Proposed | Withheld)[] {
  return [proposeAlert(incident), proposeFlagDefault(incident), proposeTest(incident)];
}
