import { Database } from '@hormesis/database';
import type { EventOf } from '@hormesis/events';
import type { NamedCause } from '@hormesis/incident';
import { Injectable } from '@nestjs/common';

export type Place = { service: string; environment: string };
/** What went wrong, and since when. */
export type Harm = { metric: string; onset: string };
type AnomalyEvent = EventOf<'anomaly.detected' | 'anomaly.cleared'>;

export function placeOfAnomaly({ data }: AnomalyEvent): Place {
  return { service: data.service.id, environment: data.environment.id };
}

/** Which anomalies stand and which have cleared. In whatever order their events come, the latest by time counts. */
@Injectable()
export class Anomalies {
  constructor(private readonly db: Database) {}

  /** Notes it; whether it is known to have cleared since. */
  async detected(event: EventOf<'anomaly.detected'>): Promise<{ cleared: boolean }> {
    const { metric, onset, change } = event.data;
    return this.note(event, 'detected_at', { metric, onset, change });
  }

  async cleared(event: EventOf<'anomaly.cleared'>): Promise<void> {
    await this.note(event, 'cleared_at');
  }

  /** Those of the named anomalies of a place that have cleared. */
  async clearedOf({ service, environment }: Place, subjects: readonly string[]): Promise<string[]> {
    const rows = await this.db.query<{ subject: string }>(
      `select subject from guardian.anomaly
        where service = $1 and environment = $2 and subject = any($3) and cleared_at >= coalesce(detected_at, cleared_at)`,
      [service, environment, subjects],
    );
    return rows.map(({ subject }) => subject);
  }

  /** What went wrong, of the named anomalies of a place, and since when. */
  async harmOf({ service, environment }: Place, subjects: readonly string[]): Promise<Harm[]> {
    return this.db.query<Harm>(
      `select metric, onset from guardian.anomaly
        where service = $1 and environment = $2 and subject = any($3) and metric is not null`,
      [service, environment, subjects],
    );
  }

  /** The changes that the named anomalies of a place name. */
  async causesOf({ service, environment }: Place, subjects: readonly string[]): Promise<NamedCause[]> {
    const rows = await this.db.query<{ change: NamedCause }>(
      `select change from guardian.anomaly
        where service = $1 and environment = $2 and subject = any($3) and change is not null`,
      [service, environment, subjects],
    );
    return rows.map(({ change }) => change);
  }

  private async note(
    event: AnomalyEvent,
    column: 'detected_at' | 'cleared_at',
    { metric, onset, change }: Partial<Harm> & { change?: NamedCause | undefined } = {},
  ): Promise<{ cleared: boolean }> {
    const { service, environment } = placeOfAnomaly(event);
    const [row] = await this.db.query<{ cleared: boolean }>(
      `insert into guardian.anomaly as a (service, environment, subject, ${column}, metric, onset, change)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (service, environment, subject)
         do update set ${column} = greatest(a.${column}, excluded.${column}),
           metric = coalesce(excluded.metric, a.metric), onset = coalesce(excluded.onset, a.onset),
           change = coalesce(excluded.change, a.change)
       returning coalesce(cleared_at >= detected_at, false) as cleared`,
      [
        ...[service, environment, event.subject, event.time],
        ...[metric ?? null, onset ?? null, change ? JSON.stringify(change) : null],
      ],
    );
    return { cleared: row?.cleared ?? false };
  }
}
