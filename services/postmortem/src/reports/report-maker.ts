import { Database } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import { Injectable } from '@nestjs/common';
import type { IsoWeek } from '../model/iso-week.js';
import { makeWeeklyReport } from '../model/make-weekly-report.js';
import type { WeeklyReport } from '../model/weekly-report.js';

/** How far back events are read that the week’s events may refer to: changes, open proposals, running incidents. */
const contextMs = 28 * 24 * 60 * 60 * 1000;

type Recorded = { event: Event; topic: string; partition: number; offset: number };

/** Makes the report of a week from the timeline as it is now. That a report was published is nothing to report on. */
@Injectable()
export class ReportMaker {
  constructor(private readonly database: Database) {}

  async make(week: IsoWeek): Promise<WeeklyReport> {
    const from = new Date(Date.parse(week.from) - contextMs).toISOString();
    const recorded = await this.database.query<Recorded>(
      `SELECT event, topic, partition, "offset" FROM read.timeline_event
       WHERE time >= $1::timestamptz AND time < $2::timestamptz AND name <> 'postmortem.published'
       ORDER BY topic, partition, "offset"`,
      [from, week.to],
    );
    return makeWeeklyReport({
      week,
      events: recorded.map(({ event }) => event),
      positions: lastPositions(recorded),
    });
  }

  /** Whether anything happened before that instant, as far as the timeline tells. */
  async hasEventsBefore(instant: string): Promise<boolean> {
    const rows = await this.database.query(
      'SELECT FROM read.timeline_event WHERE time < $1::timestamptz LIMIT 1',
      [instant],
    );
    return rows.length > 0;
  }
}

/** The place of the last event that was read from each partition; the same events, the same places. */
function lastPositions(recorded: readonly Recorded[]): Record<string, number> {
  return Object.fromEntries(
    recorded.map(({ topic, partition, offset }) => [`${topic}/${partition}`, Number(offset)]),
  );
}
