import { Database } from '@hormesis/database';
import type { Place, StandingAction } from '@hormesis/executors';
import type { Incident } from '@hormesis/incident';
import { Injectable } from '@nestjs/common';
import { ChangesTakenBack } from '../execute-actions/changes-taken-back.js';
import { IncidentStreams } from '../streams/incident-streams.js';

/** What the guardian has decided about a service in an environment, and what stands until its incident is over. */
@Injectable()
export class StandingActions {
  constructor(
    private readonly db: Database,
    private readonly incidents: IncidentStreams,
    private readonly changes: ChangesTakenBack,
  ) {}

  async at({ service, environment }: Place): Promise<StandingAction[]> {
    const rows = await this.db.query<{ id: string; incident: string }>(
      `select action_id as id, incident from guardian.action
        where state in ('requested', 'completed') and target->>'kind' in ('pause', 'rollback')
          and coalesce(target->>'service', service) = $1 and coalesce(target->>'environment', environment) = $2
          and target->>'flag' is null and at > now() - interval '7 days'`,
      [service, environment],
    );
    const standing = await Promise.all(
      rows.map(async ({ id, incident }) => this.describe(id, (await this.incidents.load(incident)).state)),
    );
    return standing.flatMap((action) => action ?? []);
  }

  private async describe(id: string, incident: Incident): Promise<StandingAction | undefined> {
    const action = incident.actions[id];
    if (!action || incident.phase === 'resolved') return undefined;
    const { state, target, reason, change: changeId } = action;
    if (state !== 'requested' && state !== 'completed') return undefined;
    const change = changeId === undefined ? undefined : await this.changes.byEvent(changeId);
    const at = action.completedAt ?? action.request?.at;
    return {
      action: id,
      incident: incident.id,
      kind: target.kind,
      state,
      reason,
      at: at === undefined ? new Date(0) : new Date(at),
      superseded: change ? await this.changes.isSuperseded(change) : false,
      ...(change?.version === undefined ? {} : { version: change.version }),
    };
  }
}
