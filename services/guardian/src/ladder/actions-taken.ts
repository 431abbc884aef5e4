import { type ActionsFilter, type ActionTaken, type Page } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { type Rule, type TrackRecord, trackRecord } from '@hormesis/incident';
import { type Drill, drillUnderWay } from '@hormesis/learning';
import { Injectable } from '@nestjs/common';
import { DrillStreams } from '../streams/drill-streams.js';
import { IncidentStreams } from '../streams/incident-streams.js';

/** A completed action whose effect is still to be seen. */
export type Unproven = {
  actionId: string;
  incident: string;
  service: string;
  environment: string;
  completedAt: string;
};

type Judged = {
  incident: string;
  service: string;
  environment: string | null;
  at: string;
  verdict: 'confirmed' | 'wrong';
};

/** What was done and recommended, and how it turned out. */
@Injectable()
export class ActionsTaken {
  constructor(
    private readonly db: Database,
    private readonly incidents: IncidentStreams,
    private readonly drills: DrillStreams,
  ) {}

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

  /** The verdicts on what was decided under a rule since then; none of a drill, which no change was behind. */
  async recordOf(
    { service, environment, changeKind }: Rule,
    since: string | undefined,
  ): Promise<TrackRecord> {
    const [judged, drills] = await Promise.all([
      this.db.query<Judged>(
        `select incident, service, environment, at, verdict from guardian.action
          where rule = $1::jsonb and verdict is not null and ($2::timestamptz is null or judged_at > $2::timestamptz)`,
        [JSON.stringify({ service, environment, changeKind }), since ?? null],
      ),
      this.drills.loadAll(),
    ]);
    const all = [...drills.values()].map(({ state }) => state);
    const misled = await Promise.all(judged.map((each) => this.isOfDrill(each, all)));
    const real = judged.filter((_, n) => !misled[n]);
    const confirmed = real.filter(({ verdict }) => verdict === 'confirmed').length;
    return trackRecord(confirmed, real.length - confirmed);
  }

  /** Whether a drill was felt there when it was decided, or when its incident began. */
  private async isOfDrill({ incident, at, ...place }: Judged, drills: readonly Drill[]): Promise<boolean> {
    const here = drills.filter((drill) => drill.phase !== 'none' && drill.order.service.id === place.service);
    if (here.length === 0) return false;
    if (drillUnderWay(here, place, at)) return true;
    const detected = (await this.incidents.events(incident)).find(
      (event) => event.name === 'incident.detected',
    );
    const onset = detected?.data.onset ?? detected?.time;
    return onset !== undefined && drillUnderWay(here, place, onset) !== undefined;
  }
}
