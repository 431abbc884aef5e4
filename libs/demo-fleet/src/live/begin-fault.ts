import type { FaultKind } from '../faults/fault.js';
import { agents, byAgent, byPerson, people } from '../fleet/cast.js';
import type { Random } from '../fleet/random.js';
import type { Client } from '../sending/client.js';
import { deployed } from '../sending/statements.js';
import type { ServiceState } from './service-state.js';

/** Seconds between a change and its harm. */
const delay = { shortest: 2, longest: 5 };

/** Makes the change that carries a fault (if one does), as its author would: without knowing. */
export async function beginFault(
  state: ServiceState,
  kind: FaultKind,
  client: Client,
  random: Random,
  now: Date,
): Promise<void> {
  const bites = later(now, random.between(delay.shortest, delay.longest));
  state.fault = { kind, began: now, bites, endsBy: later(now, kind.lastsAtMost) };
  const { service } = state;
  if (kind.origin === 'flag' && service.flag) {
    await client.post(
      `/api/flags/${service.flag}/flip`,
      { state: 'ENABLED', reason: 'Try again after the fix' },
      'person:ana',
    );
    await client.post(
      `/api/flags/${service.flag}/ramp`,
      { variant: 'on', percentage: 50, reason: kind.summary },
      `agent:${random.pick(agents)} for ${random.pick(people)}`,
    );
    return;
  }
  if (kind.origin === 'none') return;
  state.version += 1;
  state.fault.version = state.version;
  const author = random.chance(0.6)
    ? byAgent(random.pick(agents), random.pick(people))
    : byPerson(random.pick(people));
  await client.send([
    deployed({
      service: service.name,
      version: state.version,
      summary: kind.summary,
      author,
      at: now,
      ...(kind.origin === 'irreversible-deployment' ? { reversible: false } : {}),
      testsRun: ['unit'],
    }),
  ]);
}

function later(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
