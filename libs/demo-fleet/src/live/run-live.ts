import { setTimeout as wait } from 'node:timers/promises';
import { changeSummaries } from '../fleet/cast.js';
import { someAuthor } from '../fleet/some-author.js';
import type { CloudEvent } from '../sending/cloud-event.js';
import { compute, deployed, measured } from '../sending/statements.js';
import { beginFault } from './begin-fault.js';
import { awaitsItsTurn, chooseFault, opening } from './choose-fault.js';
import { endFaultIfOver } from './end-fault.js';
import type { Fleet } from './fleet.js';
import { measureWindow } from './measure-window.js';
import { inMs, windowLength } from './pace.js';
import { nextVersion, type ServiceState } from './service-state.js';
import { watchWindow } from './watch-window.js';

/** Seconds from the start to the first fault, from one of the opening to the next, and on average from then on. */
const pauses = { first: 4, opening: 40, usual: 80 };
/** Chance that a healthy service is deployed in one window. */
const deployChance = 0.004;

/** Measures, alerts, deploys and goes wrong until told to stop. */
export async function runLive(fleet: Fleet): Promise<void> {
  const { states, client, random, pace, signal } = fleet;
  let planned = 0;
  let nextFault = Date.now() + inMs(pauses.first, pace);
  while (!signal.aborted) {
    const start = new Date();
    const chosen = start.getTime() >= nextFault ? chooseFault(states, planned, random) : undefined;
    if (chosen) {
      await beginFault(chosen.state, chosen.kind, fleet, start);
      planned += 1;
      const pause = planned < opening.length ? pauses.opening : pauses.usual * random.between(0.6, 1.4);
      nextFault = start.getTime() + inMs(pause, pace);
    }
    await wait(windowLength(pace), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    await client.send(states.flatMap((state) => window(state, start, fleet, planned)));
    for (const state of states) await endFaultIfOver(state, fleet, new Date());
  }
}

function window(state: ServiceState, start: Date, fleet: Fleet, planned: number): CloudEvent[] {
  const { pace, random } = fleet;
  const seen = measureWindow(state, start, windowLength(pace), random, pace);
  const events = [...measured(seen), ...watchWindow(state, seen), ...crashes(state, random)];
  const busy = state.fault || state.alert || awaitsItsTurn(state, planned);
  if (!busy && random.chance(deployChance)) events.push(usualDeployment(state, random));
  return events;
}

function usualDeployment(state: ServiceState, random: Fleet['random']): CloudEvent {
  const at = new Date();
  return deployed({
    service: state.service.name,
    ...nextVersion(state, at),
    summary: random.pick(changeSummaries),
    author: someAuthor(random),
    at,
    preview: random.chance(0.7),
    testsRun: random.chance(0.8) ? ['unit', 'integration'] : ['unit'],
    ...(state.service.flag && random.chance(0.5) ? { flag: state.service.flag } : {}),
  });
}

function crashes({ fault, service: { name } }: ServiceState, random: Fleet['random']): CloudEvent[] {
  const now = new Date();
  const predicate = fault?.kind.crashes;
  if (!predicate || now < fault.bites || !random.chance(0.3)) return [];
  const instance = `${name}-${random.whole(1, 4)}`;
  const why = predicate === 'oomkilled' ? 'over its memory limit of 512 MiB' : 'exit code 1, 2 s after start';
  return [
    compute(predicate, name, instance, now, why),
    compute('restarted', name, instance, new Date(now.getTime() + 900), 'by the supervisor'),
  ];
}
