import { Database, migrate } from '@hormesis/database';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RenderedReport } from './rendered-report.js';

/** Published reports, each version of each week. */
@Injectable()
export class ReportStore implements OnModuleInit {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    const directory = new URL('../../migrations/', import.meta.url);
    await migrate(this.database, { schema: 'postmortem', directory });
  }

  /** The version of the week that was published last. */
  async newest(week: string): Promise<RenderedReport | undefined> {
    const [row] = await this.database.query<RenderedReport>(
      `SELECT week, digest, json, markdown, html FROM postmortem.report
       WHERE week = $1 ORDER BY version DESC LIMIT 1`,
      [week],
    );
    return row;
  }

  /** Keeps a version; one that is there already stays as it is. */
  async keep({ week, digest, json, markdown, html }: RenderedReport): Promise<void> {
    await this.database.query(
      `INSERT INTO postmortem.report (week, digest, json, markdown, html, stored_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [week, digest, json, markdown, html, this.clock.now()],
    );
  }
}
