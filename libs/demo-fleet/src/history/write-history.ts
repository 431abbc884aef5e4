import { usualFaultKinds } from '../faults/fault-kinds.js';
import { changeSummaries } from '../fleet/cast.js';
import type { Random } from '../fleet/random.js';
import { someAuthor } from '../fleet/some-author.js';
import { nextVersion, type ServiceState } from '../live/service-state.js';
import type { CloudEvent } from '../sending/cloud-event.js';
import { deployed } from '../sending/statements.js';
import { pastIncident } from './past-incident.js';

const day = 86_400_000;
/** Deployments on a working day, all services together. */
const perDay = 24;
const incidentsPerWeek = 4.5;

/** Something that is to happen to a service. */
type Plan = { at: Date; state: ServiceState; goesWrong: boolean };

/** The weeks before the start, oldest first: what a team would import from its CI and its pager. */
export function writeHistory(
  states: readonly ServiceState[],
  days: number,
  random: Random,
  now: Date,
): CloudEvent[] {
  const plans: Plan[] = [];
  for (let back = days; back >= 1; back -= 1) {
    plans.push(...planDay(states, new Date(now.getTime() - back * day), random));
  }
  plans.sort((one, other) => one.at.getTime() - other.at.getTime());
  return carryOut(plans, random).sort((one, other) => String(one.time).localeCompare(String(other.time)));
}

function planDay(states: readonly ServiceState[], morning: Date, random: Random): Plan[] {
  const weekend = [0, 6].includes(morning.getUTCDay());
  const deploys = weekend ? random.whole(2, 6) : random.whole(perDay - 6, perDay + 6);
  const between = (from: number, to: number) => new Date(morning.getTime() + random.between(from, to) * day);
  const plans = Array.from({ length: deploys }, () => ({
    at: between(0, 0.95),
    state: random.pick(states),
    goesWrong: false,
  }));
  if (!random.chance(incidentsPerWeek / 7)) return plans;
  return [...plans, { at: between(0.2, 0.8), state: random.pick(states), goesWrong: true }];
}

/** In order of time, so that versions count up; nobody deploys a service while it is in trouble. */
function carryOut(plans: readonly Plan[], random: Random): CloudEvent[] {
  const busyUntil = new Map<ServiceState, Date>();
  return plans.flatMap(({ at, state, goesWrong }) => {
    if (at < (busyUntil.get(state) ?? at)) return [];
    if (!goesWrong) return [pastDeployment(state, at, random)];
    const kinds = usualFaultKinds.filter(
      ({ origin, befalls }) => (origin === 'deployment' || origin === 'none') && befalls(state.service),
    );
    const { events, over } = pastIncident(state, random.pick(kinds), at, random);
    busyUntil.set(state, over);
    return events;
  });
}

function pastDeployment(state: ServiceState, at: Date, random: Random): CloudEvent {
  return deployed({
    service: state.service.name,
    ...nextVersion(state, at),
    summary: random.pick(changeSummaries),
    author: someAuthor(random),
    at,
    preview: random.chance(0.6),
    testsRun: random.chance(0.7) ? ['unit', 'integration'] : ['unit'],
  });
}
