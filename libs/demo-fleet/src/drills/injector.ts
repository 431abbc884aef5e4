import type { Fleet } from '../live/fleet.js';
import { type Receiver, type SignedServer, serveSigned } from '../live/signed-server.js';
import type { DrillRequest } from './drill-request.js';
import { injectDrill, stopDrill } from './inject-drill.js';

/** The fleet’s fault injector: takes requests to begin and to stop a drill, signed as Standard Webhooks says. */
export function receiveDrills(receiver: Receiver, fleet: Fleet): Promise<SignedServer> {
  const done = new Set<string>();
  return serveSigned(receiver, async ({ type, data }) => {
    const request = data as DrillRequest;
    return type === 'drill.stopping'
      ? stopDrill(fleet, request.drill, done)
      : injectDrill(fleet, request, done);
  });
}
