import { faultKinds } from '../faults/fault-kinds.js';
import { agents, byAgent, byPerson, changeSummaries, people } from '../fleet/cast.js';
import type { Random } from '../fleet/random.js';
import { measureWindow } from '../live/measure-window.js';
import type { ServiceState } from '../live/service-state.js';
import type { CloudEvent } from '../sending/cloud-event.js';
import { deployed, measured } from '../sending/statements.js';
import { pastIncident } from './past-incident.js';

const day = 86_400_000;
/** Deployments on a working day, all services together. */
const perDay = 24;
const incidentsPerWeek = 4.5;
const recent = 5 * 60_000;
const recentWindowMs = 10_000;

/** The weeks before the start, oldest first: what a team would import from its CI and its pager. */
export function writeHistory(
  states: readonly ServiceState[],
  days: number,
  random: Random,
  now: Date,
): CloudEvent[] {
  const events: CloudEvent[] = [];
  for (let back = days; back >= 1; back -= 1) {
    const morning = now.getTime() - back * day;
    const weekend = [0, 6].includes(new Date(morning).getUTCDay());
    const count = weekend ? random.whole(2, 6) : random.whole(perDay - 6, perDay + 6);
    for (let deploy = 0; deploy < count; deploy += 1) {
      events.push(
        pastDeployment(random.pick(states), new Date(morning + random.between(0, 0.95) * day), random),
      );
    }
    if (random.chance(incidentsPerWeek / 7)) {
      const kind = random.pick(
        faultKinds.filter(({ origin }) => origin === 'deployment' || origin === 'none'),
      );
      const fitting = states.filter(({ service }) => kind.befalls(service));
      events.push(
        ...pastIncident(
          random.pick(fitting),
          kind,
          new Date(morning + random.between(0.2, 0.8) * day),
          random,
        ),
      );
    }
  }
  return events.sort((one, other) => String(one.time).localeCompare(String(other.time)));
}

function pastDeployment(state: ServiceState, at: Date, random: Random): CloudEvent {
  state.version += 1;
  return deployed({
    service: state.service.name,
    version: state.version,
    summary: random.pick(changeSummaries),
    author: random.chance(0.55)
      ? byAgent(random.pick(agents), random.pick(people))
      : byPerson(random.pick(people)),
    at,
    preview: random.chance(0.6),
    testsRun: random.chance(0.7) ? ['unit', 'integration'] : ['unit'],
  });
}

/** The last minutes before the start, measured: so that the first fault has a normal to differ from. */
export function writeRecentWindows(states: readonly ServiceState[], random: Random, now: Date): CloudEvent[] {
  const events: CloudEvent[] = [];
  for (let start = now.getTime() - recent; start < now.getTime(); start += recentWindowMs) {
    for (const state of states) {
      events.push(measured(measureWindow(state, new Date(start), recentWindowMs, random)));
    }
  }
  return events;
}
