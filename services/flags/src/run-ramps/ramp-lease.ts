import { randomUUID } from 'node:crypto';
import { Database } from '@hormesis/database';
import { Injectable } from '@nestjs/common';

/** How long a hold lasts that is not renewed, seconds. */
const lifeSeconds = 5;

/**
 * The right to move ramps on: one process has it at a time. It spares work; that no step is taken twice is seen to by the
 * flag’s stream, on which each decision looks at the newest state.
 */
@Injectable()
export class RampLease {
  private readonly holder = randomUUID();

  constructor(private readonly db: Database) {}

  /** Takes or renews it; `false` while another process has it. */
  async hold(): Promise<boolean> {
    const [mine] = await this.db.query(
      `insert into flags.ramp_lease as l (holder, until) values ($1, clock_timestamp() + make_interval(secs => $2))
       on conflict (only_row) do update set holder = excluded.holder, until = excluded.until
        where l.holder = excluded.holder or l.until < clock_timestamp()
       returning holder`,
      [this.holder, lifeSeconds],
    );
    return mine !== undefined;
  }

  async release(): Promise<void> {
    await this.db.query('delete from flags.ramp_lease where holder = $1', [this.holder]);
  }
}
