import { randomUUID } from 'node:crypto';
import type { FaultKind } from '../faults/fault.js';
import { byPerson, environment, people } from '../fleet/cast.js';
import type { Random } from '../fleet/random.js';
import { measureWindow } from '../live/measure-window.js';
import { type ActiveFault, type ServiceState } from '../live/service-state.js';
import { type CloudEvent, cloudEvent } from '../sending/cloud-event.js';
import { anomalyCleared, anomalyDetected, deployed, measured, rolledBack } from '../sending/statements.js';

const windowMs = 30_000;
const minute = 60_000;

/** One incident of the past, as the team’s pager would have told it: change, harm, alert, response, end. */
export function pastIncident(
  state: ServiceState,
  kind: FaultKind,
  began: Date,
  random: Random,
): CloudEvent[] {
  const { service } = state;
  const person = random.pick(people);
  const detected = new Date(began.getTime() + random.between(3, 12) * minute);
  const resolved = new Date(detected.getTime() + random.between(6, 40) * minute);
  const cleared = new Date(resolved.getTime() - minute);
  const incident = `inc-${randomUUID().slice(0, 8)}`;
  const anomaly = `${service.name}-${randomUUID().slice(0, 8)}`;
  const events: CloudEvent[] = [];
  if (kind.origin === 'deployment') {
    state.version += 1;
    events.push(
      deployed({
        service: service.name,
        version: state.version,
        summary: kind.summary,
        author: byPerson(person),
        at: began,
        testsRun: ['unit'],
      }),
    );
  }
  events.push(...windowsAround(state, kind, began, cleared, random));
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
  const paged = told('detected', detected, alert.id, {
    custom: { anomaly, severity: 'critical', onset: began.toISOString() },
  });
  events.push(alert, paged);
  if (kind.origin === 'deployment') {
    state.version -= 1;
    events.push(
      rolledBack(service.name, state.version, byPerson(person), new Date(cleared.getTime() - 2 * minute)),
    );
  }
  events.push(anomalyCleared(anomaly, service, kind.metric, cleared));
  events.push(
    told('resolved', resolved, paged.id, {
      custom: { resolution: kind.origin === 'deployment' ? 'Rolled back by hand' : 'It went away' },
    }),
  );
  return events;

  function told(
    predicate: 'detected' | 'resolved',
    time: Date,
    causationid: string,
    { custom }: { custom: Record<string, unknown> },
  ): CloudEvent {
    return cloudEvent({
      type: `dev.cdevents.incident.${predicate}.0.3.0`,
      source: '/fleet/pager',
      subject: incident,
      time,
      correlationid: incident,
      causationid,
      author: byPerson(person),
      content: {
        environment: { id: environment },
        service: { id: service.name },
        description: `${kind.alert} on ${service.name}`,
      },
      custom,
    });
  }
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
    const then: ServiceState = { ...state, ...(harmed ? { fault } : {}) };
    if (!harmed) delete then.fault;
    events.push(measured(measureWindow(then, new Date(time), windowMs, random)));
  }
  return events;
}
