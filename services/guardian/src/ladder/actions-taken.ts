import { type ActionsFilter, type ActionTaken, type Page } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { type Rule, type TrackRecord, trackRecord } from '@hormesis/incident';
import { Injectable } from '@nestjs/common';

/** A completed action whose effect is still to be seen. */
export type Unproven = {
  actionId: string;
  incident: string;
  service: string;
  environment: string;
  completedAt: string;
};

/** What was done and recommended, and how it turned out. */
@Injectable()
export class ActionsTaken {
  constructor(private readonly db: Database) {}

  /** Newest first. */
  async list({ state, dryRun, limit, cursor }: ActionsFilter): Promise<Page<ActionTaken>> {
    const rows = await this.db.query<ActionTaken>(
      `select action_id as id, incident, service, environment, rule, target, state, reason, dry_run as "dryRun",
              at, completed_at as "completedAt", verdict, verdict_by as "verdictBy", escalated
         from guardian.action a
        where ($1::text is null or state = $1) and ($2::boolean is null or dry_run = $2)
          and ($3::text is null or (at, action_id) < (select at, action_id from guardian.action where action_id = $3))
        order by at desc, action_id desc limit $4`,
      [state ?? null, dryRun ?? null, cursor ?? null, limit + 1],
    );
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  async incidentOf(actionId: string): Promise<string | undefined> {
    const [row] = await this.db.query<{ incident: string }>(
      'select incident from guardian.action where action_id = $1',
      [actionId],
    );
    return row?.incident;
  }

  /** Completed since then, without a verdict. */
  unproven(since: Date): Promise<Unproven[]> {
    return this.db.query<Unproven>(
      `select action_id as "actionId", incident, service, environment, completed_at as "completedAt"
         from guardian.action
        where state = 'completed' and verdict is null and not escalated and completed_at > $1
        order by completed_at`,
      [since.toISOString()],
    );
  }

  /** The verdicts on what was decided under a rule since then. */
  async recordOf(
    { service, environment, changeKind }: Rule,
    since: string | undefined,
  ): Promise<TrackRecord> {
    const [row] = await this.db.query<{ confirmed: number; wrong: number }>(
      `select (count(*) filter (where verdict = 'confirmed'))::int as confirmed,
              (count(*) filter (where verdict = 'wrong'))::int as wrong
         from guardian.action
        where rule = $1::jsonb and verdict is not null and ($2::timestamptz is null or judged_at > $2::timestamptz)`,
      [JSON.stringify({ service, environment, changeKind }), since ?? null],
    );
    return trackRecord(row?.confirmed ?? 0, row?.wrong ?? 0);
  }
}
