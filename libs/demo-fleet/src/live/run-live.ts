import { setTimeout as wait } from 'node:timers/promises';
import { agents, byAgent, byPerson, changeSummaries, people } from '../fleet/cast.js';
import type { Random } from '../fleet/random.js';
import type { Client } from '../sending/client.js';
import type { CloudEvent } from '../sending/cloud-event.js';
import { compute, deployed, measured } from '../sending/statements.js';
import { beginFault } from './begin-fault.js';
import { chooseFault } from './choose-fault.js';
import { endFaultIfOver } from './end-fault.js';
import { measureWindow } from './measure-window.js';
import type { ServiceState } from './service-state.js';
import { watchWindow } from './watch-window.js';

export type Pace = {
  /** Length of a signal window, milliseconds. */
  windowMs: number;
  /** Seconds from the start to the first fault, and then from one to the next. */
  firstFault: number;
  betweenFaults: number;
  /** Chance that a healthy service is deployed in one window. */
  deployChance: number;
};

export const usualPace: Pace = { windowMs: 2_000, firstFault: 4, betweenFaults: 75, deployChance: 0.004 };

/** Days in seconds: measures, alerts, deploys and goes wrong until told to stop. Returns how many faults there were. */
export async function runLive(
  states: readonly ServiceState[],
  client: Client,
  random: Random,
  pace: Pace,
  signal: AbortSignal,
): Promise<number> {
  let faults = 0;
  let nextFault = Date.now() + pace.firstFault * 1000;
  while (!signal.aborted) {
    const start = new Date();
    if (start.getTime() >= nextFault) {
      const chosen = chooseFault(states, faults, random);
      if (chosen) {
        await beginFault(chosen.state, chosen.kind, client, random, start);
        faults += 1;
        const pause = faults < 3 ? 20 : pace.betweenFaults * random.between(0.6, 1.6);
        nextFault = start.getTime() + pause * 1000;
      }
    }
    await wait(pace.windowMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    await client.send(states.flatMap((state) => window(state, start, pace, random)));
    for (const state of states) await endFaultIfOver(state, client, random, new Date());
  }
  return faults;
}

function window(state: ServiceState, start: Date, pace: Pace, random: Random): CloudEvent[] {
  const seen = measureWindow(state, start, pace.windowMs, random);
  const events = [measured(seen), ...watchWindow(state, seen), ...crashes(state, random)];
  if (!state.fault && !state.alert && random.chance(pace.deployChance)) {
    state.version += 1;
    events.push(usualDeployment(state, random));
  }
  return events;
}

function usualDeployment(state: ServiceState, random: Random): CloudEvent {
  return deployed({
    service: state.service.name,
    version: state.version,
    summary: random.pick(changeSummaries),
    author: random.chance(0.6)
      ? byAgent(random.pick(agents), random.pick(people))
      : byPerson(random.pick(people)),
    at: new Date(),
    preview: random.chance(0.7),
    testsRun: random.chance(0.8) ? ['unit', 'integration'] : ['unit'],
    ...(state.service.flag && random.chance(0.5) ? { flag: state.service.flag } : {}),
  });
}

function crashes(state: ServiceState, random: Random): CloudEvent[] {
  const predicate = state.fault?.kind.crashes;
  const now = new Date();
  if (!predicate || (state.fault && now < state.fault.bites) || !random.chance(0.3)) return [];
  const instance = `${state.service.name}-${random.whole(1, 4)}`;
  const why = predicate === 'oomkilled' ? 'over its memory limit of 512 MiB' : 'exit code 1, 2 s after start';
  return [
    compute(predicate, state.service.name, instance, now, why),
    compute('restarted', state.service.name, instance, new Date(now.getTime() + 900), 'by the supervisor'),
  ];
}
