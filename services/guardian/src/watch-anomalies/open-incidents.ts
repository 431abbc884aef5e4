import { Database } from '@hormesis/database';
import type { EventOf } from '@hormesis/events';
import type { Incident } from '@hormesis/incident';
import { Injectable } from '@nestjs/common';
import { IncidentStreams } from '../streams/incident-streams.js';
import { type Place, placeOfAnomaly } from './anomalies.js';
import { comesBack, incidentIdOf, laterIncidentIdOf } from './incident-ids.js';

/** Which incident a place (service and environment) has now: one at a time. */
@Injectable()
export class OpenIncidents {
  constructor(
    private readonly db: Database,
    private readonly incidents: IncidentStreams,
  ) {}

  /** The incident that the place had last; `undefined` if it never had one. */
  async latest({ service, environment }: Place): Promise<Incident | undefined> {
    const [row] = await this.db.query<{ incident: string }>(
      'select incident from guardian.open_incident where service = $1 and environment = $2',
      [service, environment],
    );
    return row && (await this.incidents.load(row.incident)).state;
  }

  /** The id of the incident that an anomaly belongs to: the open one of its place, the one it comes back to, or a new one. */
  async incidentFor(anomaly: EventOf<'anomaly.detected'>): Promise<string> {
    const place = placeOfAnomaly(anomaly);
    for (;;) {
      const [latest, id] = await Promise.all([this.latest(place), this.idFor(anomaly, place)]);
      if (latest && latest.phase !== 'resolved') return latest.id;
      if (await this.replace(place, latest?.id, id)) return id;
    }
  }

  /** Makes a reopened incident the one of its place again, unless another is open there. */
  async hold(incident: Incident): Promise<void> {
    const latest = await this.latest(incident);
    if (latest && latest.phase !== 'resolved') return;
    await this.replace(incident, latest?.id, incident.id);
  }

  private async idFor(anomaly: EventOf<'anomaly.detected'>, place: Place): Promise<string> {
    const id = incidentIdOf(anomaly);
    const { state } = await this.incidents.load(id);
    if (state.phase === 'unknown') return id;
    const here = state.service === place.service && state.environment === place.environment;
    const returns = state.phase !== 'resolved' || comesBack(state.resolvedAt, anomaly.time);
    return here && returns ? id : laterIncidentIdOf(anomaly);
  }

  /** Whether nobody else was faster. */
  private async replace(place: Place, from: string | undefined, to: string): Promise<boolean> {
    const values = [place.service, place.environment, to];
    const rows = from
      ? await this.db.query(
          `update guardian.open_incident set incident = $3
            where service = $1 and environment = $2 and incident = $4 returning 1`,
          [...values, from],
        )
      : await this.db.query(
          `insert into guardian.open_incident (service, environment, incident) values ($1, $2, $3)
           on conflict do nothing returning 1`,
          values,
        );
    return rows.length > 0;
  }
}
