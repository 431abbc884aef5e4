import { randomUUID } from 'node:crypto';
import type { FaultKind } from '../faults/fault.js';
import { byPerson, people } from '../fleet/cast.js';
import type { Random } from '../fleet/random.js';
import { measureWindow } from '../live/measure-window.js';
import { type ActiveFault, nextVersion, type ServiceState } from '../live/service-state.js';
import type { CloudEvent } from '../sending/cloud-event.js';
import { anomalyCleared, anomalyDetected, deployed, measured, rolledBack } from '../sending/statements.js';

const windowMs = 30_000;
const minute = 60_000;

/** What was sent, and when all was well again. */
export type PastIncident = { events: CloudEvent[]; over: Date };

/** One incident of the past, before there was a guardian: change, harm, alert, a rollback by hand, and the end. */
export function pastIncident(
  state: ServiceState,
  kind: FaultKind,
  began: Date,
  random: Random,
): PastIncident {
  const { service } = state;
  const person = byPerson(random.pick(people));
  const detected = new Date(began.getTime() + random.between(3, 12) * minute);
  const cleared = new Date(detected.getTime() + random.between(6, 40) * minute);
  const anomaly = `${service.name}-${randomUUID().slice(0, 8)}`;
  const alert = anomalyDetected({
    id: anomaly,
    service,
    metric: kind.metric,
    onset: began,
    at: detected,
    observed: kind.harm.errorRatio,
    expected: service.errorRatio,
    summary: `${kind.alert} on ${service.name}`,
    failing: kind.metric === 'http.errors',
  });
  const ending = anomalyCleared(anomaly, service, kind.metric, cleared);
  const windows = windowsAround(state, kind, began, cleared, random);
  if (kind.origin !== 'deployment') return { events: [...windows, alert, ending], over: cleared };
  const before = state.version;
  const { version, previousVersion } = nextVersion(state, began);
  state.version = before;
  const change = deployed({
    service: service.name,
    version,
    previousVersion,
    summary: kind.summary,
    author: person,
    at: new Date(began.getTime() - random.between(10, 60) * 1000),
    testsRun: ['unit'],
  });
  const undone = rolledBack({
    service: service.name,
    from: version,
    to: previousVersion,
    author: person,
    at: new Date(cleared.getTime() - 2 * minute),
  });
  return { events: [change, ...windows, alert, undone, ending], over: cleared };
}

/** Ten minutes of windows before the fault, all of it, and a few after. */
function windowsAround(
  state: ServiceState,
  kind: FaultKind,
  began: Date,
  cleared: Date,
  random: Random,
): CloudEvent[] {
  const fault: ActiveFault = { kind, began, bites: began, endsBy: cleared };
  const events: CloudEvent[] = [];
  const last = cleared.getTime() + 3 * minute;
  for (let time = began.getTime() - 10 * minute; time < last; time += windowMs) {
    const harmed = time >= began.getTime() && time < cleared.getTime() - windowMs;
    const then = { service: state.service, ...(harmed ? { fault } : {}) };
    events.push(...measured(measureWindow(then, new Date(time), windowMs, random)));
  }
  return events;
}
