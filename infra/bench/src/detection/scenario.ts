import type { Plan } from './plan.js';

/** What is true of a scenario, and so what a subject should say. */
export type Truth =
  | {
      kind: 'healthy' /** Whether an anomaly that blames no change would be right, too. */;
      mayTell?: boolean;
    }
  | {
      kind: 'fault' /** The change to be blamed; none where the fault comes from outside. */;
      guilty?: string;
      onset: number;
    };

/** One kind of day. `alike` names the healthy scenario whose traffic this is: limits are calibrated there. */
export type Scenario = { name: string; what: string; alike: string; plan: Plan; truth: Truth };
