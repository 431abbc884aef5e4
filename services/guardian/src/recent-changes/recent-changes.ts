import { type Change, changeOf, withPreviousVersions } from '@hormesis/change';
import { Database } from '@hormesis/database';
import type { Instant } from '@hormesis/events';
import { type Position, topics } from '@hormesis/log';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { positions, waitForPosition } from '@hormesis/projection';
import { isTransactional, waitingEvents } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';
import { readChanges } from './read-changes.js';
import { recentChange } from './recent-change.projection.js';

/** The longest to wait for changes that are on the log but not in the table yet, milliseconds. */
const PATIENCE_MS = 50;

/** What changed lately: the suspects. */
@Injectable()
export class RecentChanges {
  constructor(
    private readonly db: Database,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /** The changes of an environment, and those of all, in the day before an instant and since. None is missed. */
  async around(environment: string, onset: Instant): Promise<Change[]> {
    const waiting = await this.notYetOnLog();
    const late = await this.notYetInTable();
    const rows = await this.db.query<{ change: Change }>(
      `select change from guardian.recent_change
        where (environment = $1 or environment is null) and at > $2::timestamptz - interval '24 hours'`,
      [environment, onset],
    );
    const changes = [...rows.map(({ change }) => change), ...late, ...waiting];
    return withPreviousVersions([...new Map(changes.map((change) => [change.eventId, change])).values()]);
  }

  /** Drops what became known more than a day ago. */
  async forgetOld(): Promise<void> {
    await this.db.query(`delete from guardian.recent_change where recorded_at < now() - interval '24 hours'`);
  }

  /** A flag that was flipped a moment ago may still be on its way. */
  private async notYetOnLog(): Promise<Change[]> {
    if (isTransactional(this.log)) return [];
    const events = await waitingEvents(this.db, topics.changes);
    return events.flatMap((event) => changeOf(event) ?? []);
  }

  /** Waits a little for the projection; what it still has not taken in is read from the log itself. */
  private async notYetInTable(): Promise<Change[]> {
    const heads = (await this.log.heads(topics.changes)).filter(({ offset }) => offset > 0);
    const newest = heads.map((head) => ({ ...head, offset: head.offset - 1 }));
    if (await waitForPosition(this.db, recentChange.name, newest, PATIENCE_MS)) return [];
    const marks = await positions(this.db, recentChange.name);
    const reads = heads.map((head) => readChanges(this.log, markOf(head, marks), head));
    return (await Promise.all(reads)).flat();
  }
}

function markOf(head: Position, marks: readonly Position[]): Position {
  return marks.find(({ partition }) => partition === head.partition) ?? { ...head, offset: 0 };
}
