import { Database } from '@hormesis/database';
import { cohortParts, type Instant } from '@hormesis/events';
import type { GuardReading, RampGuard, RampSchedule } from '@hormesis/flags';
import { Injectable } from '@nestjs/common';

type Counted = { cohort: string; total: number; bad: number; newest: Instant };

/** What the guards of a ramp have measured, from the read model of signal windows. */
@Injectable()
export class GuardWindows {
  constructor(private readonly db: Database) {}

  /** In the order of the guards. Windows count that began since the step’s requests count. */
  read(flag: string, { guards, variant, countFrom }: RampSchedule): Promise<GuardReading[]> {
    return Promise.all(guards.map((guard) => this.readOne({ flag, variant }, guard, countFrom)));
  }

  private async readOne(
    exposed: { flag: string; variant: string },
    guard: RampGuard,
    from: Instant,
  ): Promise<GuardReading> {
    const rows = await this.db.query<Counted>(
      `select cohort, sum(total)::bigint as total, sum(bad)::bigint as bad,
              max(start + make_interval(secs => duration_ms / 1000.0)) as newest
         from read.signal_window
        where service = $1 and ($2::text is null or environment = $2) and metric = $3 and start >= $4::timestamptz
        group by cohort`,
      [guard.service, guard.environment ?? null, guard.metric, from],
    );
    return sum(rows.filter(({ cohort }) => counts(cohort, guard.cohort, exposed)));
  }
}

/** Whether a window is about the users whom the ramp exposes, unless the guard names a cohort of its own. */
function counts(
  cohort: string,
  wanted: string | undefined,
  { flag, variant }: { flag: string; variant: string },
): boolean {
  if (wanted !== undefined) return cohort === wanted;
  const read = cohortParts(cohort);
  if (read?.kind !== 'parts') return false;
  return read.parts.some(
    (part) => part.kind === 'flag' && part.key === flag && (part.variant ?? variant) === variant,
  );
}

function sum(rows: readonly Counted[]): GuardReading {
  return rows.reduce<GuardReading>(
    ({ total, bad, newest }, row) => ({
      total: total + row.total,
      bad: bad + row.bad,
      newest: newest !== undefined && Date.parse(newest) > Date.parse(row.newest) ? newest : row.newest,
    }),
    { total: 0, bad: 0 },
  );
}
