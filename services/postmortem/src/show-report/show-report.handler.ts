import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { rendered } from '../reports/rendered-report.js';
import { ReportMaker } from '../reports/report-maker.js';
import { ReportStore } from '../reports/report-store.js';
import { type ShownReport, ShowReport } from './show-report.query.js';

@QueryHandler(ShowReport)
export class ShowReportHandler implements IQueryHandler<ShowReport> {
  constructor(
    private readonly store: ReportStore,
    private readonly maker: ReportMaker,
  ) {}

  async execute({ week }: ShowReport): Promise<ShownReport> {
    const published = await this.store.ofWeek(week);
    if (published) return { report: published, published: true };
    return { report: rendered(await this.maker.make(week)), published: false };
  }
}
