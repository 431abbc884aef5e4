import { type Priors, priorsFrom } from '@hormesis/attribution';
import { Database } from '@hormesis/database';
import { Injectable } from '@nestjs/common';

/** So many of the newest labels count: teams and services change. */
const NEWEST = 1_000;
/** So long they are kept in memory, milliseconds. */
const FRESH_MS = 60_000;

type Label = { service: string; kind: string; recovered: boolean };

/** What taking changes back did before: the labels from which priors per service and kind of change are made. */
@Injectable()
export class RecoveryLabels {
  private kept: { priors: Promise<Priors>; at: number } | undefined;

  constructor(private readonly db: Database) {}

  /** From the labels of up to a minute ago, so that an anomaly does not wait for them. */
  priors(): Promise<Priors> {
    const isFresh = this.kept && performance.now() - this.kept.at < FRESH_MS;
    if (!this.kept || !isFresh) this.kept = { priors: this.read(new Date()), at: performance.now() };
    return this.kept.priors.catch((error: unknown) => {
      this.kept = undefined;
      throw error;
    });
  }

  /** From the labels that were there at an instant. */
  priorsAt(then: Date): Promise<Priors> {
    return this.read(then);
  }

  private async read(until: Date): Promise<Priors> {
    const labels = await this.db.query<Label>(
      `select service, case target ->> 'kind' when 'kill' then 'flag' else 'deployment' end as kind,
              verdict = 'confirmed' as recovered
         from guardian.action
        where verdict is not null and judged_at <= $1
        order by judged_at desc, action_id limit ${NEWEST}`,
      [until.toISOString()],
    );
    return priorsFrom(labels);
  }
}
