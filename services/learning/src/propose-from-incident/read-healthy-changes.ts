import type { Queryable } from '@hormesis/database';
import type { HealthyChange, IncidentCase } from '@hormesis/learning';
import { readSignalWindows } from '@hormesis/read-models';

const minuteMs = 60_000;
const around = { beforeMs: 10 * minuteMs, afterMs: 20 * minuteMs };
const mostChanges = 3;
/** A change this long before the onset has nothing to do with it. */
const apartMs = 60 * minuteMs;
const backMs = 14 * 24 * 60 * minuteMs;

/** The newest changes of the service that harmed nobody, with what was measured around them. */
export async function readHealthyChanges(db: Queryable, incident: IncidentCase): Promise<HealthyChange[]> {
  const { service, environment } = incident;
  const onset = Date.parse(incident.onset);
  const changes = await db.query<{ eventId: string; at: string }>(
    `SELECT c.event_id AS "eventId", c.at FROM read.change_history c
     WHERE c.service = $1 AND (c.environment = $2 OR c.environment IS NULL) AND c.kind IN ('deployment', 'flag')
       AND c.at >= $3::timestamptz AND c.at < $4::timestamptz AND c.incident IS NULL AND coalesce(c.exposure, 0) > 0
       AND NOT EXISTS (
         SELECT 1 FROM read.incident i WHERE i.service = c.service AND i.environment = $2
           AND i.onset < c.at + interval '20 minutes' AND coalesce(i.resolved_at, 'infinity') > c.at - interval '10 minutes')
     ORDER BY c.at DESC, c.event_id LIMIT ${mostChanges}`,
    [service, environment, new Date(onset - backMs).toISOString(), new Date(onset - apartMs).toISOString()],
  );
  return Promise.all(
    changes.map(async ({ eventId, at }) => ({
      eventId,
      at,
      windows: await readSignalWindows(db, {
        service,
        environment,
        from: new Date(Date.parse(at) - around.beforeMs).toISOString(),
        to: new Date(Date.parse(at) + around.afterMs).toISOString(),
      }),
    })),
  );
}
