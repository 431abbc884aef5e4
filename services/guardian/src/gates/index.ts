import { RolloutGates } from './rollout-gates.js';
import { StandingActions } from './standing-actions.js';

export const gates = [StandingActions, RolloutGates];
