import type { FaultKind } from '../faults/fault.js';
import type { FleetService } from '../fleet/cast.js';
import type { Window } from '../sending/statements.js';

/** A fault that is under way, and what would end it. */
export type ActiveFault = {
  kind: FaultKind;
  began: Date;
  /** Harm is felt from then on. */
  bites: Date;
  endsBy: Date;
  /** The version that brought it; running another one ends it. */
  version?: number;
  /** The drill that it belongs to: nobody has to repair it. */
  drill?: string;
};

/** What one service of the fleet is like at this moment. */
export type ServiceState = {
  service: FleetService;
  /** The version that runs. */
  version: number;
  /** The newest version there was; it may have been rolled back. */
  newest: number;
  deployedAt?: Date;
  fault?: ActiveFault;
  /** The open alert, if there is one. */
  alert?: { id: string; metric: string };
  /** The last windows, oldest first: what the alerting looks at. */
  windows: readonly Window[];
};

export function initialState(service: FleetService, version: number): ServiceState {
  return { service, version, newest: version, windows: [] };
}

/** Puts a new version in place. Returns it, and the one it replaces. */
export function nextVersion(state: ServiceState, at: Date): { version: number; previousVersion: number } {
  const previousVersion = state.version;
  state.newest += 1;
  state.version = state.newest;
  state.deployedAt = at;
  return { version: state.version, previousVersion };
}
