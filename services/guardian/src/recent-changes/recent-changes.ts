import { type Change, changeOf, identityOf, withPreviousVersions } from '@hormesis/change';
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
/** So many events are read from the log at once instead. */
const SOON_READ = 500;

/** What stands on a partition of the log from one position up to another. */
type Missing = { from: Position; to: Position };

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
    const missing = await this.notYetInTable();
    const [known, late] = await Promise.all([this.inTable(environment, onset), this.readAll(missing)]);
    const changes = [...known, ...late, ...waiting];
    return withPreviousVersions([...new Map(changes.map((change) => [identityOf(change), change])).values()]);
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

  private async inTable(environment: string, onset: Instant): Promise<Change[]> {
    const rows = await this.db.query<{ change: Change }>(
      `select change from guardian.recent_change
        where (environment = $1 or environment is null) and at > $2::timestamptz - interval '24 hours'`,
      [environment, onset],
    );
    return rows.map(({ change }) => change);
  }

  /** What the projection has not taken in. It is waited for a little when that is more than is soon read. */
  private async notYetInTable(): Promise<Missing[]> {
    const [heads, marks] = await Promise.all([this.log.heads(topics.changes), this.marks()]);
    const missing = missingBetween(marks, heads);
    if (missing.reduce((sum, { from, to }) => sum + to.offset - from.offset, 0) <= SOON_READ) return missing;
    const newest = missing.map(({ to }) => ({ ...to, offset: to.offset - 1 }));
    await waitForPosition(this.db, recentChange.name, newest, PATIENCE_MS);
    return missingBetween(await this.marks(), heads);
  }

  private marks(): Promise<Position[]> {
    return positions(this.db, recentChange.name);
  }

  private async readAll(missing: readonly Missing[]): Promise<Change[]> {
    return (await Promise.all(missing.map(({ from, to }) => readChanges(this.log, from, to)))).flat();
  }
}

function missingBetween(marks: readonly Position[], heads: readonly Position[]): Missing[] {
  return heads.flatMap((to) => {
    const from = marks.find(({ partition }) => partition === to.partition) ?? { ...to, offset: 0 };
    return from.offset < to.offset ? [{ from, to }] : [];
  });
}
