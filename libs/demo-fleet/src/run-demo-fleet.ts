import { receiveDrills } from './drills/injector.js';
import { Random } from './fleet/random.js';
import { writeHistory } from './history/write-history.js';
import { beginBefore } from './live/already-going-wrong.js';
import type { Fleet } from './live/fleet.js';
import { measureLastMinutes, untilTakenIn } from './live/last-minutes.js';
import type { Pace } from './live/pace.js';
import { resume } from './live/resume.js';
import { rollBack } from './live/roll-back.js';
import { receiveRollbacks } from './live/rollback-receiver.js';
import { runLive } from './live/run-live.js';
import type { Receiver, SignedServer } from './live/signed-server.js';
import { prepareServer } from './prepare-server.js';
import { Client } from './sending/client.js';

export type DemoFleetOptions = {
  url: string;
  token: string;
  /** The same seed makes the same fleet. */
  seed: number;
  /** Days of history to send first, when the server knows no deployment yet. */
  historyDays: number;
  /** Where rollback requests are taken, if anywhere. */
  rollbacks?: Receiver;
  /** Where drills are taken, if anywhere. */
  drills?: Receiver;
  /** How fast the fleet lives; 1 is real time. */
  pace?: Pace;
  signal: AbortSignal;
  say(line: string): void;
};

/**
 * A simulated fleet of 12 services, people and agents that uses a Hormesis server over its public HTTP interface, and
 * now and then goes wrong. Runs until the signal; resolves to what it did. On a server that knows the fleet it goes on
 * where the fleet was.
 */
export async function runDemoFleet(options: DemoFleetOptions): Promise<{ events: number; faults: number }> {
  const { signal, say, pace = 1 } = options;
  const client = new Client(options);
  const random = new Random(options.seed);
  const fleet: Fleet = { states: [], client, random, pace, faults: 0, signal, say };
  try {
    const { states, isNew } = await resume(client, random);
    fleet.states = states;
    if (isNew) {
      await prepareServer(client);
      await sendHistory(fleet, options.historyDays);
    }
    await begin(fleet, options);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return { events: client.sent, faults: fleet.faults };
}

async function sendHistory({ states, client, random, say }: Fleet, days: number): Promise<void> {
  if (days === 0) return;
  const history = writeHistory(states, days, random, new Date());
  say(`Sending ${history.length} events of the last ${days} days…`);
  await client.send(history);
}

type Receivers = Pick<DemoFleetOptions, 'rollbacks' | 'drills'>;

async function begin(fleet: Fleet, { rollbacks, drills }: Receivers): Promise<void> {
  const servers: SignedServer[] = [];
  try {
    if (rollbacks) servers.push(await receiveRollbacks(rollbacks, (request) => rollBack(fleet, request)));
    if (drills) servers.push(await receiveDrills(drills, fleet));
    const now = new Date();
    const change = beginBefore(fleet, now);
    await fleet.client.send([...(change ? [change] : []), ...measureLastMinutes(fleet, now)]);
    await untilTakenIn(fleet);
    fleet.say('The fleet is live.');
    await runLive(fleet);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}
