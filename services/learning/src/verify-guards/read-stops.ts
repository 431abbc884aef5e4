import type { Queryable } from '@hormesis/database';
import { type Event, isEvent } from '@hormesis/events';
import type { Stop, VerifiedCase } from '@hormesis/learning';
import { titleOf } from '@hormesis/read-models';

type Around = { from: string; to: string; flag?: string | undefined };
const stopping = ['featureflag.ramppaused', 'featureflag.rampaborted', 'featureflag.flipped'];

/** What the flags stopped by themselves: what a person turned off was stopped by people. */
export async function readStops(
  db: Queryable,
  { service, incident }: VerifiedCase,
  { from, to, flag }: Around,
): Promise<Stop[]> {
  const rows = await db.query<{ event: Event; exposure: number | null }>(
    `SELECT t.event, (
       SELECT (r.event -> 'data' ->> 'percentage')::double precision FROM read.timeline_event r
       WHERE r.name = 'featureflag.ramped' AND r.lane = t.lane AND r.time < t.time
         AND r.event ->> 'subject' = t.event ->> 'subject'
       ORDER BY r.time DESC LIMIT 1) AS exposure
     FROM read.timeline_event t
     WHERE t.name = ANY($1) AND t.time BETWEEN $2::timestamptz AND $3::timestamptz
       AND (t.lane = $4 OR t.own_incident = $5 OR t.event ->> 'subject' = $6)
     ORDER BY t.time, t.topic, t.partition, t."offset"`,
    [stopping, from, to, service, incident, flag ?? null],
  );
  return rows.flatMap(({ event, exposure }) =>
    isOwnStop(event)
      ? [{ at: event.time, layer: 'flag' as const, flag: event.subject, exposure, says: saidOf(event) }]
      : [],
  );
}

function isOwnStop(event: Event): boolean {
  if (isEvent(event, 'featureflag.ramppaused')) return !['person', 'no-data'].includes(event.data.cause);
  if (isEvent(event, 'featureflag.rampaborted')) return event.data.cause === 'guardian';
  if (!isEvent(event, 'featureflag.flipped')) return false;
  return event.data.state === 'DISABLED' && event.actor?.kind === 'system';
}

/** Without the reason, which is a sentence of its own. */
function saidOf(event: Event): string {
  return titleOf(event).split(': ')[0] ?? event.name;
}
