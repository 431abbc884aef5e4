import { Database } from '@hormesis/database';
import type { RecordedEvent } from '@hormesis/read-models';
import { Injectable } from '@nestjs/common';
import type { IsoWeek } from '../model/iso-week.js';
import { makeWeeklyReport } from '../model/make-weekly-report.js';
import type { WeeklyReport } from '../model/weekly-report.js';
import { readWeek } from './read-week.js';

/** Makes the report of a week from the timeline as it is now. */
@Injectable()
export class ReportMaker {
  constructor(private readonly database: Database) {}

  async make(week: IsoWeek): Promise<WeeklyReport> {
    const recorded = await readWeek(this.database, week);
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
function lastPositions(recorded: readonly RecordedEvent[]): Record<string, number> {
  const last: Record<string, number> = {};
  for (const { topic, partition, offset } of recorded) {
    const place = `${topic}/${partition}`;
    last[place] = Math.max(last[place] ?? 0, Number(offset));
  }
  return last;
}
