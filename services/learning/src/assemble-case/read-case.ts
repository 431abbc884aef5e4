import type { Database } from '@hormesis/database';
import { type Event, type Instant, isEvent, isOurs } from '@hormesis/events';
import { type IncidentCase, incidentCase, type SignalWindow } from '@hormesis/learning';
import { readEvents, readSignalWindows } from '@hormesis/read-models';

const lookBackMs = 60 * 60 * 1000;
/** How far back the exposure steps of a change may lie. */
const stepsBackMs = 30 * 24 * 60 * 60 * 1000;
/** What is said of compute and of rollbacks may come a little before the onset. */
const slackMs = 60_000;

/** Reads the case of an incident as it was known at a moment; nothing if the log does not hold how it began. */
export async function readCase(
  db: Database,
  incident: string,
  known: Instant,
): Promise<IncidentCase | undefined> {
  const events = (await readEvents(db, { incident })).filter((event) => !isAfter(event, known));
  if (!events.some((event) => isEvent(event, 'incident.detected') && event.subject === incident))
    return undefined;

  const first = incidentCase(incident, events, []);
  const flag = first.change?.flag?.key;
  const [ofService, ofFlag, windows] = await Promise.all([
    readServiceEvents(db, first, known),
    flag === undefined ? [] : readFlagEvents(db, flag, known),
    readWindows(db, first, known),
  ]);
  const more = [...ofService, ...ofFlag].filter((event) => !isAfter(event, known));
  return incidentCase(incident, [...events, ...more], windows);
}

/** What this system decided later is another case. Of others’ clocks nothing can be said. */
function isAfter(event: Event, known: Instant): boolean {
  return isOurs(event) && Date.parse(event.time) > Date.parse(known);
}

async function readWindows(
  db: Database,
  { environment, onset, service, endedAt }: IncidentCase,
  known: Instant,
): Promise<SignalWindow[]> {
  const from = new Date(Date.parse(onset) - lookBackMs).toISOString();
  return readSignalWindows(db, { service, environment, from, to: endedAt ?? known });
}

/** What happened to the service while it lasted: crashes, rollbacks, flags turned off; and its exposure steps before. */
async function readServiceEvents(
  db: Database,
  { service, onset }: IncidentCase,
  until: Instant,
): Promise<Event[]> {
  const at = Date.parse(onset);
  const rows = await db.query<{ event: Event }>(
    `SELECT event FROM read.timeline_event
     WHERE lane = $1 AND time <= $4::timestamptz AND (
       (time >= $2::timestamptz AND name IN ('compute.crashed', 'compute.oomkilled', 'compute.restarted',
                                             'service.rolledback', 'featureflag.flipped'))
       OR (time >= $3::timestamptz AND name IN ('service.deployed', 'service.upgraded')))
     ORDER BY time, topic, partition, "offset"`,
    [service, new Date(at - slackMs).toISOString(), new Date(at - stepsBackMs).toISOString(), until],
  );
  return rows.map(({ event }) => event);
}

/** A flag’s definition may be older than the incident by years, so it is looked up by its key. */
async function readFlagEvents(db: Database, key: string, until: Instant): Promise<Event[]> {
  const rows = await db.query<{ event: Event }>(
    `SELECT event FROM read.timeline_event
     WHERE name IN ('featureflag.defined', 'featureflag.ramped', 'featureflag.rampscheduled', 'featureflag.flipped')
       AND event ->> 'subject' = $1 AND time < $2::timestamptz
     ORDER BY time, topic, partition, "offset"`,
    [key, until],
  );
  return rows.map(({ event }) => event);
}
