import type { FaultKind } from '../faults/fault.js';
import type { FleetService } from '../fleet/cast.js';

/** A fault that is under way, and what would end it. */
export type ActiveFault = {
  kind: FaultKind;
  began: Date;
  /** Harm is felt from then on. */
  bites: Date;
  endsBy: Date;
  /** The version that brought it; running an earlier one ends it. */
  version?: number;
};

/** What one service of the fleet is like at this moment. */
export type ServiceState = {
  service: FleetService;
  version: number;
  fault?: ActiveFault;
  /** The open alert, if its error ratio or latency is over the line. */
  alert?: { id: string; metric: string };
  /** Windows in a row that looked bad, or good while an alert is open. */
  streak: number;
};

export function initialState(service: FleetService, version: number): ServiceState {
  return { service, version, streak: 0 };
}
