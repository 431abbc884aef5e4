import type { Database } from '@hormesis/database';
import { type RecordedEvent, readRecordedEvents } from '@hormesis/read-models';
import { contextDays } from '../model/context.js';
import type { IsoWeek } from '../model/iso-week.js';

const contextMs = contextDays * 24 * 60 * 60 * 1000;

/**
 * The events of a week and those before it that they may refer to; some of them twice. That a report was published is
 * nothing to report on.
 */
export async function readWeek(db: Database, week: IsoWeek): Promise<RecordedEvent[]> {
  const from = new Date(Date.parse(week.from) - contextMs).toISOString();
  const events = await readRecordedEvents(db, { from, to: week.to });
  for (const incident of await incidentsResolvedIn(db, week)) {
    events.push(...(await readRecordedEvents(db, { incident, to: week.to })));
  }
  events.push(...(await ofProposals(db, week, from)));
  return events.filter(({ event }) => event.name !== 'postmortem.published');
}

async function incidentsResolvedIn(db: Database, { from, to }: IsoWeek): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT DISTINCT own_incident AS id FROM read.timeline_event
     WHERE name = 'incident.resolved' AND time >= $1::timestamptz AND time < $2::timestamptz
       AND own_incident IS NOT NULL
     ORDER BY id`,
    [from, to],
  );
  return rows.map(({ id }) => id);
}

/**
 * All that became of proposals: of those that something is told of since an instant, and of those that were neither
 * rejected nor in force nor retired when the week began.
 */
function ofProposals(db: Database, { from, to }: IsoWeek, since: string): Promise<RecordedEvent[]> {
  return db.query<RecordedEvent>(
    `WITH taught AS (
       SELECT DISTINCT t.event -> 'data' ->> 'incident' AS incident FROM read.timeline_event t
       WHERE t.name LIKE 'proposal.%' AND t.time >= $3::timestamptz AND t.time < $2::timestamptz
       UNION
       SELECT p.own_incident FROM read.timeline_event p
       WHERE p.name = 'proposal.proposed' AND p.time < $3::timestamptz
         AND NOT EXISTS (
           SELECT FROM read.timeline_event d
           WHERE d.own_incident = p.own_incident
             AND d.name IN ('proposal.rejected', 'proposal.applied', 'proposal.retired')
             AND d.event ->> 'subject' = p.event ->> 'subject' AND d.time < $1::timestamptz))
     SELECT p.event, p.topic, p.partition, p."offset" FROM taught
     JOIN read.timeline_event p ON p.own_incident = taught.incident
     WHERE p.name LIKE 'proposal.%' AND p.time < $2::timestamptz
     ORDER BY p.time, p.topic, p.partition, p."offset"`,
    [from, to, since],
  );
}
