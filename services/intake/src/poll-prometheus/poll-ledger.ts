import { randomUUID } from 'node:crypto';
import { Database } from '@hormesis/database';
import { Injectable } from '@nestjs/common';

/** How far a query is, and what is wrong with it. */
export type PollState = {
  name: string;
  doneUntil: string;
  windowsUntil: string | null;
  error: string | null;
  failingSince: string | null;
};

const lease = 'prometheus';
const leaseSeconds = 15;

/** Who asks Prometheus, and how far each query is. */
@Injectable()
export class PollLedger {
  readonly #holder = randomUUID();

  constructor(private readonly database: Database) {}

  /** Takes or keeps the lease; `false`: another process has it. It ends by itself when its holder does. */
  async hold(): Promise<boolean> {
    const rows = await this.database.query(
      `insert into intake.lease (name, holder, until) values ($1, $2, now() + make_interval(secs => $3))
       on conflict (name) do update set holder = excluded.holder, until = excluded.until
       where lease.holder = excluded.holder or lease.until < now() returning name`,
      [lease, this.#holder, leaseSeconds],
    );
    return rows.length > 0;
  }

  async release(): Promise<void> {
    await this.database.query('delete from intake.lease where name = $1 and holder = $2', [
      lease,
      this.#holder,
    ]);
  }

  states(): Promise<PollState[]> {
    return this.database.query<PollState>(
      `select name, done_until as "doneUntil", windows_until as "windowsUntil", error,
              failing_since as "failingSince"
       from intake.prometheus_query order by name`,
    );
  }

  /** Notes that the step is done; it stands when a later one was noted by another process. */
  async done(name: string, end: Date, gaveWindows: boolean): Promise<void> {
    await this.database.query(
      `insert into intake.prometheus_query as q (name, done_until, windows_until)
       values ($1, $2, case when $3 then $2::timestamptz end)
       on conflict (name) do update set
         done_until = greatest(q.done_until, excluded.done_until),
         windows_until = greatest(q.windows_until, excluded.windows_until), error = null, failing_since = null`,
      [name, end.toISOString(), gaveWindows],
    );
  }

  /** Notes why the step could not be done; `before` it everything is. */
  async failed(name: string, before: Date, error: string, now: Date): Promise<void> {
    await this.database.query(
      `insert into intake.prometheus_query as q (name, done_until, error, failing_since) values ($1, $2, $3, $4)
       on conflict (name) do update set
         error = excluded.error, failing_since = coalesce(q.failing_since, excluded.failing_since)`,
      [name, before.toISOString(), error, now.toISOString()],
    );
  }
}
