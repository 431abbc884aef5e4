import type { FaultKind } from '../faults/fault.js';
import { faultKinds } from '../faults/fault-kinds.js';
import type { Random } from '../fleet/random.js';
import type { ServiceState } from './service-state.js';

/** The first faults are the same each time, so that whoever opens the UI sees a kill and an open incident. */
const opening: readonly { service: string; fault: string }[] = [
  { service: 'checkout', fault: 'bad-flag-ramp' },
  { service: 'inventory', fault: 'bad-deploy' },
  { service: 'ledger', fault: 'migration' },
  { service: 'mailer', fault: 'dependency-outage' },
  { service: 'accounts', fault: 'slow-query' },
  { service: 'images', fault: 'memory-leak' },
];

/** Which service goes wrong next, and how; `undefined` when every fitting service already has a fault. */
export function chooseFault(
  states: readonly ServiceState[],
  count: number,
  random: Random,
): { state: ServiceState; kind: FaultKind } | undefined {
  const free = states.filter(({ fault, alert }) => fault === undefined && alert === undefined);
  const planned = opening[count];
  if (planned) {
    const state = free.find(({ service }) => service.name === planned.service);
    const kind = faultKinds.find(({ name }) => name === planned.fault);
    if (state && kind) return { state, kind };
  }
  const kind = random.pick(faultKinds);
  const fitting = free.filter(({ service }) => kind.befalls(service));
  return fitting.length === 0 ? undefined : { state: random.pick(fitting), kind };
}
