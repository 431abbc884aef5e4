import { Database, migrate } from '@hormesis/database';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { postmortemMigrations } from '../migrations.js';
import type { IsoWeek } from '../model/iso-week.js';
import type { RenderedReport } from './rendered-report.js';

/** Published reports, each version of each week. */
@Injectable()
export class ReportStore implements OnModuleInit {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await migrate(this.database, postmortemMigrations);
  }

  /** The week’s report: the version that was published last, of those made when the week was over. */
  async ofWeek({ to, week }: IsoWeek): Promise<RenderedReport | undefined> {
    const [row] = await this.database.query<RenderedReport>(
      `SELECT week, digest, json, markdown, html FROM postmortem.report
       WHERE week = $1 AND made_at >= $2::timestamptz ORDER BY made_at DESC, version DESC LIMIT 1`,
      [week, to],
    );
    return row;
  }

  /** Keeps a version. One that is there already stays as it is, but for when it was made last. */
  async keep({ week, digest, json, markdown, html }: RenderedReport, madeAt: Date): Promise<void> {
    await this.database.query(
      `INSERT INTO postmortem.report AS r (week, digest, json, markdown, html, stored_at, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (week, digest) DO UPDATE SET made_at = greatest(r.made_at, excluded.made_at)`,
      [week, digest, json, markdown, html, this.clock.now(), madeAt],
    );
  }
}
