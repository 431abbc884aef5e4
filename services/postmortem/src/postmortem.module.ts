import { Module } from '@nestjs/common';
import { ListReportsController } from './list-reports/list-reports.controller.js';
import { ListReportsHandler } from './list-reports/list-reports.handler.js';
import { PostmortemStreams } from './publish-report/postmortem-streams.js';
import { PublishReportController } from './publish-report/publish-report.controller.js';
import { PublishReportHandler } from './publish-report/publish-report.handler.js';
import { WeeklyPublisher } from './publish-weekly/weekly-publisher.js';
import { ReportMaker } from './reports/report-maker.js';
import { ReportStore } from './reports/report-store.js';
import { ShowReportController } from './show-report/show-report.controller.js';
import { ShowReportHandler } from './show-report/show-report.handler.js';

/** The weekly report: made from the log, published on Mondays, readable at any time. */
@Module({
  controllers: [ListReportsController, ShowReportController, PublishReportController],
  providers: [
    ReportMaker,
    ReportStore,
    PostmortemStreams,
    ListReportsHandler,
    ShowReportHandler,
    PublishReportHandler,
    WeeklyPublisher,
  ],
})
export class PostmortemModule {}
