import type { CommandAccepted } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { formatPosition } from '@hormesis/log';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { rendered } from '../reports/rendered-report.js';
import { ReportMaker } from '../reports/report-maker.js';
import { ReportStore } from '../reports/report-store.js';
import { PostmortemStreams } from './postmortem-streams.js';
import { publishPostmortem } from './publish-postmortem.js';
import { PublishReport } from './publish-report.command.js';
import { waitForTimeline } from './wait-for-timeline.js';

@CommandHandler(PublishReport)
export class PublishReportHandler implements ICommandHandler<PublishReport> {
  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly maker: ReportMaker,
    private readonly store: ReportStore,
    private readonly postmortems: PostmortemStreams,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Kept before it is said, so that whoever hears of it can read it. */
  async execute({ week, actor }: PublishReport): Promise<CommandAccepted> {
    const madeAt = this.clock.now();
    await waitForTimeline(this.database, this.log);
    const report = await this.maker.make(week);
    const kept = rendered(report);
    await this.store.keep(kept, madeAt);
    const data = {
      ...week,
      incidents: report.incidents.length,
      digest: kept.digest,
      positions: report.made.positions,
    };
    const { events, positions } = await this.postmortems.decide(
      week.week,
      (postmortem) => publishPostmortem(postmortem, data, madeAt),
      { actor },
    );
    return {
      events: events.map(({ id, name }, index) => {
        const position = positions[index];
        return { id, name, position: position ? formatPosition(position) : null };
      }),
    };
  }
}
