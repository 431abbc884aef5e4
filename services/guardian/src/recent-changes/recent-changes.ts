import { type Change, withPreviousVersions } from '@hormesis/change';
import { Database } from '@hormesis/database';
import type { Instant } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { waitForPosition } from '@hormesis/projection';
import { Inject, Injectable } from '@nestjs/common';
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

  /** The changes of an environment, and those of all, in the day before an instant and since. */
  async around(environment: string, onset: Instant): Promise<Change[]> {
    await this.caughtUp();
    const rows = await this.db.query<{ change: Change }>(
      `select change from guardian.recent_change
        where (environment = $1 or environment is null) and at > $2::timestamptz - interval '24 hours'`,
      [environment, onset],
    );
    return withPreviousVersions(rows.map(({ change }) => change));
  }

  /** Drops what became known more than a day ago. */
  async forgetOld(): Promise<void> {
    await this.db.query(`delete from guardian.recent_change where recorded_at < now() - interval '24 hours'`);
  }

  private async caughtUp(): Promise<boolean> {
    const heads = await this.log.heads(topics.changes);
    const newest = heads
      .filter(({ offset }) => offset > 0)
      .map((head) => ({ ...head, offset: head.offset - 1 }));
    return waitForPosition(this.db, recentChange.name, newest, PATIENCE_MS);
  }
}
