import { Database } from '@hormesis/database';
import { Injectable } from '@nestjs/common';
import type { StandingGuard } from './guard-statement.js';

type Row = Omit<StandingGuard, 'since'> & { since: string };

/** What the guards of each partition have stated, kept over restarts. */
@Injectable()
export class StandingGuards {
  constructor(private readonly db: Database) {}

  async of(partition: number): Promise<StandingGuard[]> {
    const rows = await this.db.query<Row>(
      `select subject, guard, alert, service, environment, metric, since
       from sentinel.standing_guard where partition = $1 order by since, subject`,
      [partition],
    );
    return rows.map(({ since, ...rest }) => ({ ...rest, since: Date.parse(since) }));
  }

  /** Up to when the guards were evaluated, milliseconds since 1970; `undefined` where none was yet. */
  async evaluatedUntil(partition: number): Promise<number | undefined> {
    const [row] = await this.db.query<{ until: string }>(
      'select evaluated_until as until from sentinel.guard_mark where partition = $1',
      [partition],
    );
    return row && Date.parse(row.until);
  }

  /** Never back. */
  async moveTo(partition: number, until: number): Promise<void> {
    await this.db.query(
      `insert into sentinel.guard_mark as m (partition, evaluated_until) values ($1, $2)
       on conflict (partition) do update set evaluated_until = excluded.evaluated_until
         where m.evaluated_until < excluded.evaluated_until`,
      [partition, new Date(until)],
    );
  }

  async note(
    partition: number,
    { subject, guard, alert, service, environment, metric, since }: StandingGuard,
  ): Promise<void> {
    await this.db.query(
      `insert into sentinel.standing_guard (subject, partition, guard, alert, service, environment, metric, since)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (subject) do nothing`,
      [subject, partition, guard, alert, service, environment, metric, new Date(since)],
    );
  }

  async forget(subject: string): Promise<void> {
    await this.db.query('delete from sentinel.standing_guard where subject = $1', [subject]);
  }
}
