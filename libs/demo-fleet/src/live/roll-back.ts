import { bySystem } from '../fleet/cast.js';
import { rolledBack } from '../sending/statements.js';
import type { Fleet } from './fleet.js';
import type { RollbackRequest } from './rollback-receiver.js';

/** Puts the version that is asked for in place, and says so; without one, the version before. */
export async function rollBack({ states, client }: Fleet, request: RollbackRequest): Promise<void> {
  const state = states.find(({ service }) => service.name === request.service);
  if (!state) throw new RangeError(`the fleet has no service ${request.service}`);
  const from = state.version;
  const wanted = Number(request.toVersion?.replace(/\D/g, ''));
  state.version = wanted > 0 ? wanted : from - 1;
  const author = bySystem('deployer');
  const { action } = request;
  await client.send([
    rolledBack({ service: request.service, from, to: state.version, author, at: new Date(), action }),
  ]);
}
