import type { FleetService } from '@hormesis/demo-fleet';
import type { Flag } from '@hormesis/flags';
import type { PlannedChange } from '../life/plan.js';

/** A change as it reaches users at present. */
export type Rollout = {
  change: PlannedChange;
  /** Since when anybody has it, milliseconds. */
  began: number;
  /** Share of the users that have it, 0 to 1. */
  share: number;
  /** The version or setting that it put in place, and the one before. */
  version: string;
  previous: string;
  /** The flag that it is behind, or that it is. */
  flag?: Flag;
};

/** One service of the fleet at a moment. */
export type ServiceState = {
  service: FleetService;
  /** What runs, and the newest that there ever was: what was taken back keeps its number. */
  version: number;
  newest: number;
  setting: number;
  newestSetting: number;
  /** Counts the flags that it ever had. */
  flags: number;
  /** Changes that users have and that may still be taken back; the newest last. */
  rollouts: Rollout[];
  /** The flag whose users are counted apart. */
  splitBy: string | undefined;
  /** Changes that wait until the ramp under way is over. */
  waiting: PlannedChange[];
};

export function newService(service: FleetService): ServiceState {
  return {
    service,
    ...{ version: 40, newest: 40, setting: 7, newestSetting: 7, flags: 0 },
    ...{ rollouts: [], splitBy: undefined, waiting: [] },
  };
}

/** The rollout whose users are counted apart, if there is one. */
export function splitRollout(state: ServiceState): Rollout | undefined {
  return state.rollouts.find(({ flag }) => flag !== undefined && flag.key === state.splitBy);
}
