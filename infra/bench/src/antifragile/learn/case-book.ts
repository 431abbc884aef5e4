import { fleetServices } from '@hormesis/demo-fleet';
import { type Event, isKnown, serviceOf } from '@hormesis/events';
import { type AssembledCase, assembleCase, type IncidentCase, incidentCase } from '@hormesis/learning';
import type { SeriesSource } from '@hormesis/promql';
import { recordedWindows } from './recorded-windows.js';

const hour = 60 * 60_000;
const lookBackMs = 4 * hour;
/** Known from the traces of the fleet: whom each service calls. */
const outside: Readonly<Record<string, readonly string[]>> = {
  mailer: ['mail-provider'],
  payments: ['card-provider'],
};

export type LearntCase = { incident: IncidentCase; assembled: AssembledCase };

export function calleesOf(service: string): readonly string[] {
  const known = fleetServices.find(({ name }) => name === service);
  return [...(known?.calls ?? []), ...(outside[service] ?? [])];
}

/** The case of an incident that is over, from the log and the record alone; as the learning service reads it. */
export function caseOf(
  id: string,
  service: string,
  resolvedAt: number,
  log: { events: readonly Event[]; record: SeriesSource; earlier: readonly LearntCase[] },
): LearntCase {
  const about = log.events.filter(
    (event) =>
      isKnown(event) &&
      (serviceOf(event) === service || event.subject === service || event.correlationId === id),
  );
  const first = incidentCase(id, about, []);
  const from = Date.parse(first.onset) - lookBackMs;
  const near = about.filter(({ name, time }) => name.startsWith('featureflag') || Date.parse(time) >= from);
  const incident = incidentCase(
    id,
    near,
    recordedWindows(log.record, service, Date.parse(first.onset) - hour, resolvedAt),
  );
  const earlier = log.earlier.map(({ assembled, incident: known }) => ({
    incident: known.id,
    fingerprint: assembled.fingerprint,
    onset: known.onset,
  }));
  return { incident, assembled: assembleCase(incident, { earlier, callees: calleesOf(service) }) };
}
