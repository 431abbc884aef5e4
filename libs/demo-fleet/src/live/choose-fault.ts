import type { FaultKind } from '../faults/fault.js';
import { usualFaultKinds } from '../faults/fault-kinds.js';
import type { Random } from '../fleet/random.js';
import type { ServiceState } from './service-state.js';

/** The first faults are the same each time: whoever watches for some minutes sees every kind of story. */
export const opening: readonly { service: string; fault: string }[] = [
  { service: 'checkout', fault: 'bad-flag-ramp' },
  { service: 'ledger', fault: 'migration' },
  { service: 'accounts', fault: 'slow-query' },
  { service: 'mailer', fault: 'dependency-outage' },
  { service: 'images', fault: 'memory-leak' },
  { service: 'pricing', fault: 'crash-loop' },
  { service: 'web', fault: 'retry-storm' },
];

/** Which service goes wrong next, and how; `undefined` when every fitting service has trouble enough. */
export function chooseFault(
  states: readonly ServiceState[],
  count: number,
  random: Random,
): { state: ServiceState; kind: FaultKind } | undefined {
  const free = states.filter(({ fault, alert }) => fault === undefined && alert === undefined);
  const planned = opening[count];
  if (planned) {
    const state = free.find(({ service }) => service.name === planned.service);
    const kind = usualFaultKinds.find(({ name }) => name === planned.fault);
    if (state && kind) return { state, kind };
  }
  const kind = random.pick(usualFaultKinds);
  const fitting = free.filter((state) => kind.befalls(state.service) && !looksGuilty(state, kind));
  return fitting.length === 0 ? undefined : { state: random.pick(fitting), kind };
}

/** Whether one of the first faults is still to come for it. Nobody deploys it until then, and is blamed for that. */
export function awaitsItsTurn({ service }: Pick<ServiceState, 'service'>, count: number): boolean {
  return opening.slice(count).some((planned) => planned.service === service.name);
}

/** What befalls from outside would be blamed on a version that has just come. */
function looksGuilty({ deployedAt }: ServiceState, { origin }: FaultKind): boolean {
  return origin === 'none' && deployedAt !== undefined && Date.now() - deployedAt.getTime() < 30 * 60_000;
}
