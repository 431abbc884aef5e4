import { services } from './fleet/cast.js';
import { Random } from './fleet/random.js';
import { writeHistory, writeRecentWindows } from './history/write-history.js';
import { receiveRollbacks } from './live/rollback-receiver.js';
import { type Pace, runLive, usualPace } from './live/run-live.js';
import { initialState, type ServiceState } from './live/service-state.js';
import { prepareServer } from './prepare-server.js';
import { Client } from './sending/client.js';
import { rolledBack } from './sending/statements.js';

export type DemoFleetOptions = {
  url: string;
  token: string;
  /** The same seed makes the same fleet. */
  seed: number;
  /** Days of history to send first, when the server knows no deployment yet. */
  historyDays: number;
  /** Where rollback requests are taken, if anywhere: a local port and the secret they are signed with. */
  rollbacks?: { port: number; secret: string };
  pace?: Partial<Pace>;
  signal: AbortSignal;
  say(line: string): void;
};

/**
 * A simulated fleet of 12 services, people and agents that uses a Hormesis server over its public HTTP interface, and
 * now and then goes wrong. Runs until the signal; resolves to what it did.
 */
export async function runDemoFleet(options: DemoFleetOptions): Promise<{ events: number; faults: number }> {
  const { signal, say } = options;
  const random = new Random(options.seed);
  const client = new Client(options);
  const known = await knownVersions(client);
  const states = services.map((service) =>
    initialState(service, known.get(service.name) ?? random.whole(30, 400)),
  );
  await prepareServer(client);
  if (known.size === 0 && options.historyDays > 0) {
    const history = writeHistory(states, options.historyDays, random, new Date());
    say(`Sending ${history.length} events of the last ${options.historyDays} days…`);
    await client.send(history);
  }
  await client.send(writeRecentWindows(states, random, new Date()));
  const receiver = options.rollbacks
    ? await receiveRollbacks(options.rollbacks.port, options.rollbacks.secret, (request) =>
        rollBack(states, client, request),
      )
    : undefined;
  say('The fleet is live.');
  try {
    const faults = await runLive(states, client, random, { ...usualPace, ...options.pace }, signal);
    return { events: client.sent, faults };
  } catch (error) {
    if (!signal.aborted) throw error;
    return { events: client.sent, faults: 0 };
  } finally {
    await receiver?.close();
  }
}

async function rollBack(
  states: readonly ServiceState[],
  client: Client,
  request: { action: string; service: string },
): Promise<void> {
  const state = states.find(({ service }) => service.name === request.service);
  if (!state) throw new Error(`the fleet has no service ${request.service}`);
  state.version -= 1;
  const author = { authtype: 'service_account', authid: 'deployer', onbehalfof: 'guardian' } as const;
  await client.send([rolledBack(state.service.name, state.version, author, new Date(), request.action)]);
}

async function knownVersions(client: Client): Promise<Map<string, number>> {
  const { items } = await client.get<{ items: { service: string; version: string | null }[] }>(
    '/api/deployments',
  );
  return new Map(items.map(({ service, version }) => [service, Number(version?.replace(/\D/g, '')) || 1]));
}
