import { usualFaultKinds } from '../faults/fault-kinds.js';
import type { CloudEvent } from '../sending/cloud-event.js';
import { faultyChange } from './begin-fault.js';
import type { Fleet } from './fleet.js';
import { later } from './pace.js';

/** The service that is in trouble when the fleet starts. The guardian may only recommend there: a person decides. */
const troubled = { service: 'inventory', fault: 'bad-deploy' };
/** Seconds before the start: when the bad version came, and when it began to harm; and if both are long known. */
const before = { change: 34, harm: 30, known: 300 };
/** Seconds; long enough for somebody to read what is recommended, and to decide. */
const lastsAtMost = 900;

/**
 * A fault that is under way already: whoever opens the UI at once sees an incident begin, or, if the fleet comes back
 * while one is open there, sees that the bad version still runs. Gives the change behind it, unless it is long known.
 */
export function beginBefore(fleet: Fleet, now: Date): CloudEvent | undefined {
  const { states, pace } = fleet;
  const state = states.find(({ service }) => service.name === troubled.service);
  const kind = usualFaultKinds.find(({ name }) => name === troubled.fault);
  if (!state || !kind) return undefined;
  const known = state.alert !== undefined;
  const began = later(now, known ? -before.known : -before.change, pace);
  const change = known ? undefined : faultyChange(state, kind, fleet, began);
  fleet.faults += 1;
  state.fault = {
    kind,
    began,
    bites: known ? began : later(now, -before.harm, pace),
    endsBy: later(now, lastsAtMost, pace),
    version: state.version,
  };
  return change;
}
