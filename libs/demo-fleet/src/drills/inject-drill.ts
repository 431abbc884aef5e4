import { environment } from '../fleet/cast.js';
import { anyUserHas } from '../live/end-fault.js';
import type { Fleet } from '../live/fleet.js';
import type { Said } from '../live/signed-server.js';
import { drillKind } from './drill-kind.js';
import type { DrillRequest } from './drill-request.js';

/**
 * Lets a service fail as it is told, for at most so many seconds of ours. The same drill again changes nothing, also when
 * it is over. What is bound to a flag that nobody has hits everybody: there would be nothing to see otherwise.
 */
export async function injectDrill(fleet: Fleet, request: DrillRequest, done: Set<string>): Promise<Said> {
  const { drill, service, seconds } = request;
  const state = fleet.states.find((each) => each.service.name === service);
  if (!state || request.environment !== environment) {
    return refused(`the fleet has no service ${service} in ${request.environment}`);
  }
  if (state.fault?.drill === drill) return { status: 'running' };
  if (done.has(drill)) return { status: 'completed', detail: `drill ${drill} is over` };
  if (state.fault) return refused(`${service} is in trouble already: ${state.fault.kind.alert}`);
  const { flag } = state.service;
  const boundToFlag =
    request.change === 'flag' && flag !== undefined && (await anyUserHas(flag, fleet.client));
  const now = new Date();
  done.add(drill);
  state.fault = {
    kind: drillKind(request, { boundToFlag }),
    began: now,
    bites: now,
    endsBy: new Date(now.getTime() + seconds * 1_000),
    drill,
  };
  const whom = boundToFlag ? `those with ${flag}` : 'everybody';
  return { status: 'running', detail: `${request.failure} for ${whom}, at most ${seconds} s` };
}

/** Ends it at once. A drill that is over, or that never began here, is none of the fleet’s faults. */
export function stopDrill({ states }: Fleet, drill: string, done: Set<string>): Said {
  done.add(drill);
  const state = states.find(({ fault }) => fault?.drill === drill);
  if (!state) return { status: 'completed', detail: `drill ${drill} does not run` };
  delete state.fault;
  return { status: 'completed', detail: `${state.service.name} is well again` };
}

function refused(detail: string): Said {
  return { status: 'refused', detail };
}
