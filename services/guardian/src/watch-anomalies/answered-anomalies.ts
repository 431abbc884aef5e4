import { Database } from '@hormesis/database';
import type { EventOf } from '@hormesis/events';
import { Injectable } from '@nestjs/common';
import { OpenIncidents } from './open-incidents.js';

export type Answered = { incident: string; done: boolean };

/** Gives each anomaly event to one incident, once and for all. */
@Injectable()
export class AnsweredAnomalies {
  constructor(
    private readonly db: Database,
    private readonly openIncidents: OpenIncidents,
  ) {}

  /** Its incident, and whether it has been answered already. */
  async take(anomaly: EventOf<'anomaly.detected'>): Promise<Answered> {
    const known = await this.find(anomaly);
    if (known) return known;
    const incident = await this.openIncidents.incidentFor(anomaly);
    const [taken] = await this.db.query<Answered>(
      `insert into guardian.answered_anomaly as a (source, event_id, incident) values ($1, $2, $3)
       on conflict (source, event_id) do update set incident = a.incident returning incident, done`,
      [anomaly.source, anomaly.id, incident],
    );
    return taken ?? { incident, done: false };
  }

  async done(anomaly: EventOf<'anomaly.detected'>): Promise<void> {
    await this.db.query(
      'update guardian.answered_anomaly set done = true where source = $1 and event_id = $2',
      [anomaly.source, anomaly.id],
    );
  }

  /** Drops what was answered more than a month ago: so late no event comes again. */
  async forgetOld(): Promise<void> {
    await this.db.query(`delete from guardian.answered_anomaly where taken < now() - interval '30 days'`);
  }

  private async find({ source, id }: EventOf<'anomaly.detected'>): Promise<Answered | undefined> {
    const [row] = await this.db.query<Answered>(
      'select incident, done from guardian.answered_anomaly where source = $1 and event_id = $2',
      [source, id],
    );
    return row;
  }
}
