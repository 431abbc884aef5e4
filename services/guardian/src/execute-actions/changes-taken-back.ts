import type { Change } from '@hormesis/change';
import { Database } from '@hormesis/database';
import type { ActionRequest, ChangeFacts } from '@hormesis/executors';
import { Injectable } from '@nestjs/common';

/** What is known of the changes that actions take back, for a day after they became known. */
@Injectable()
export class ChangesTakenBack {
  constructor(private readonly db: Database) {}

  async byEvent(eventId: string): Promise<Change | undefined> {
    const [row] = await this.db.query<{ change: Change }>(
      'select change from guardian.recent_change where event_id = $1 order by recorded_at desc limit 1',
      [eventId],
    );
    return row?.change;
  }

  /** The facts that an executor needs; none where the change is not known any more. */
  async factsOf({ data }: ActionRequest): Promise<ChangeFacts> {
    const change = data.change === undefined ? undefined : await this.byEvent(data.change);
    if (!change) return {};
    const { version, commit, previousVersion, summary } = change;
    const before = previousVersion ?? (data.target.kind === 'rollback' ? data.target.toVersion : undefined);
    const previousCommit = before === undefined ? undefined : await this.commitOf(change, before);
    return {
      summary,
      ...(version === undefined ? {} : { version }),
      ...(commit === undefined ? {} : { commit }),
      ...(before === undefined ? {} : { previousVersion: before }),
      ...(previousCommit === undefined ? {} : { previousCommit }),
    };
  }

  /** Whether another version was deployed there after a change. */
  async isSuperseded({ service, environment, version, at }: Change): Promise<boolean> {
    const [row] = await this.db.query<{ one: number }>(
      `select 1 as one from guardian.recent_change
        where at > $1 and change->>'kind' = 'deployment' and (change->>'blamable')::boolean
          and change->>'service' = $2 and change->>'environment' is not distinct from $3
          and change->>'version' is distinct from $4 limit 1`,
      [at, service, environment, version ?? null],
    );
    return row !== undefined;
  }

  private async commitOf({ service, environment }: Change, version: string): Promise<string | undefined> {
    const [row] = await this.db.query<{ commit: string | null }>(
      `select change->>'commit' as commit from guardian.recent_change
        where change->>'service' = $1 and change->>'environment' is not distinct from $2
          and change->>'version' = $3 and change->>'commit' is not null order by at desc limit 1`,
      [service, environment, version],
    );
    return row?.commit ?? undefined;
  }
}
