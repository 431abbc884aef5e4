import type { Queryable } from '@hormesis/database';
import type { IncidentCase, SignalWindow } from '@hormesis/learning';
import { readSignalWindows } from '@hormesis/read-models';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
/** Days back whose same time of day is looked at: yesterday and before, and the same day of the weeks before. */
const daysBack = [1, 2, 3, 7, 14];

/** What was measured at the same time of earlier days: an hour before the onset until the incident’s end. */
export async function readHistory(db: Queryable, incident: IncidentCase): Promise<SignalWindow[]> {
  const { service, environment, onset, endedAt, detectedAt } = incident;
  const from = Date.parse(onset) - hourMs;
  const to = Math.min(Date.parse(endedAt ?? detectedAt), from + dayMs / 2);
  const periods = await Promise.all(
    daysBack.map((days) =>
      readSignalWindows(db, {
        service,
        environment,
        from: new Date(from - days * dayMs).toISOString(),
        to: new Date(to - days * dayMs).toISOString(),
      }),
    ),
  );
  return periods.flat();
}
