import { byPerson, people } from '../fleet/cast.js';
import type { Client } from '../sending/client.js';
import { deployed, rolledBack } from '../sending/statements.js';
import { type Fleet, unlessRefused } from './fleet.js';
import { nextVersion, type ServiceState } from './service-state.js';

/**
 * Ends a fault when its cause is gone: the flag is off for users, another version runs, or its time is over, when
 * somebody at last repairs it by hand.
 */
export async function endFaultIfOver(state: ServiceState, fleet: Fleet, now: Date): Promise<void> {
  const { fault } = state;
  if (!fault) return;
  if (now < fault.endsBy && !(await isGone(state, fleet.client, now))) return;
  delete state.fault;
  if (now >= fault.endsBy && fault.drill === undefined)
    await unlessRefused(fleet, () => repair(state, fault.kind.origin, fleet, now));
}

async function isGone(
  { fault, service, version }: ServiceState,
  client: Client,
  now: Date,
): Promise<boolean> {
  if (!fault) return true;
  if (fault.version !== undefined) return version !== fault.version;
  if (fault.kind.origin !== 'flag' || !service.flag || now <= fault.bites) return false;
  return !(await anyUserHas(service.flag, client));
}

async function repair(state: ServiceState, origin: string, fleet: Fleet, at: Date): Promise<void> {
  const { service } = state;
  const { client, random } = fleet;
  const person = random.pick(people);
  const author = byPerson(person);
  if (origin === 'flag' && service.flag) {
    await client.post(
      `/api/flags/${service.flag}/flip`,
      { state: 'DISABLED', reason: 'Users see errors' },
      `person:${person}`,
    );
  } else if (origin === 'deployment') {
    const from = state.version;
    state.version -= 1;
    await client.send([rolledBack({ service: service.name, from, to: state.version, author, at })]);
  } else if (origin === 'irreversible-deployment') {
    const versions = nextVersion(state, at);
    const summary = 'Write both amount columns';
    const testsRun = ['unit', 'integration'];
    await client.send([deployed({ service: service.name, ...versions, summary, author, at, testsRun })]);
  }
}

/** Asks as a dozen users would; one that still has the variant is enough. */
export async function anyUserHas(flag: string, client: Client): Promise<boolean> {
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, user) => client.isOn(flag, `user-${user}`)),
  );
  return answers.some(Boolean);
}
