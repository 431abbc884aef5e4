import type { Database } from '@hormesis/database';
import { type Event, type EventOf, isEvent, isOurs } from '@hormesis/events';
import { type IncidentCase, incidentCase, type SignalWindow } from '@hormesis/learning';
import { readEvents, readSignalWindows } from '@hormesis/read-models';

const lookBackMs = 60 * 60 * 1000;

/** Reads the case of a resolved incident; nothing if the log does not hold how it began. */
export async function readCase(
  db: Database,
  resolved: EventOf<'incident.resolved'>,
): Promise<IncidentCase | undefined> {
  const incident = resolved.subject;
  const events = (await readEvents(db, { incident })).filter((event) => !isAfter(event, resolved));
  if (!events.some((event) => isEvent(event, 'incident.detected'))) return undefined;

  const first = incidentCase(incident, events, []);
  const flag = first.change?.flag?.key;
  const ofFlag = flag === undefined ? [] : await readFlagEvents(db, flag, resolved.time);
  return incidentCase(incident, [...events, ...ofFlag], await readWindows(db, first, resolved.time));
}

/** What this system decided after the resolution is another case. Of others’ clocks nothing can be said. */
function isAfter(event: Event, resolved: EventOf<'incident.resolved'>): boolean {
  return isOurs(event) && Date.parse(event.time) > Date.parse(resolved.time);
}

function readWindows(
  db: Database,
  { environment, onset, service }: IncidentCase,
  until: string,
): Promise<SignalWindow[]> {
  const from = new Date(Date.parse(onset) - lookBackMs).toISOString();
  return readSignalWindows(db, { service, environment, from, to: until });
}

/** A flag’s definition may be older than the incident by years, so it is looked up by its key. */
async function readFlagEvents(db: Database, key: string, until: string): Promise<Event[]> {
  const rows = await db.query<{ event: Event }>(
    `SELECT event FROM read.timeline_event
     WHERE name IN ('featureflag.defined', 'featureflag.ramped') AND event ->> 'subject' = $1 AND time < $2::timestamptz
     ORDER BY time, topic, partition, "offset"`,
    [key, until],
  );
  return rows.map(({ event }) => event);
}
