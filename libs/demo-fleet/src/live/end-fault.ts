import { byPerson, people } from '../fleet/cast.js';
import type { Random } from '../fleet/random.js';
import type { Client } from '../sending/client.js';
import { deployed, rolledBack } from '../sending/statements.js';
import type { ServiceState } from './service-state.js';

/**
 * Ends a fault when its cause is gone: the flag is off for users, an earlier version runs, or its time is over, when
 * somebody at last repairs it by hand.
 */
export async function endFaultIfOver(
  state: ServiceState,
  client: Client,
  random: Random,
  now: Date,
): Promise<void> {
  const { fault, service } = state;
  if (!fault) return;
  if (fault.version !== undefined && state.version < fault.version) {
    delete state.fault;
    return;
  }
  if (
    fault.kind.origin === 'flag' &&
    now > fault.bites &&
    service.flag &&
    !(await anyUserHas(service.flag, client))
  ) {
    delete state.fault;
    return;
  }
  if (now < fault.endsBy) return;
  delete state.fault;
  await repair(state, fault.kind.origin, client, random, now);
}

async function repair(
  state: ServiceState,
  origin: string,
  client: Client,
  random: Random,
  now: Date,
): Promise<void> {
  const { service } = state;
  const person = random.pick(people);
  if (origin === 'flag' && service.flag) {
    await client.post(
      `/api/flags/${service.flag}/flip`,
      { state: 'DISABLED', reason: 'Users see errors' },
      `person:${person}`,
    );
  } else if (origin === 'deployment') {
    state.version -= 1;
    await client.send([rolledBack(service.name, state.version, byPerson(person), now)]);
  } else if (origin === 'irreversible-deployment') {
    state.version += 1;
    await client.send([
      deployed({
        service: service.name,
        version: state.version,
        summary: 'Write both amount columns',
        author: byPerson(person),
        at: now,
        testsRun: ['unit', 'integration'],
      }),
    ]);
  }
}

/** Asks as a dozen users would; one that still has the variant is enough. */
async function anyUserHas(flag: string, client: Client): Promise<boolean> {
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, user) => client.isOn(flag, `user-${user}`)),
  );
  return answers.some(Boolean);
}
