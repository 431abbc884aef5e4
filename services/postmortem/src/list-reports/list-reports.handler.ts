import type { Page, ReportSummary } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readReports } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListReports } from './list-reports.query.js';

@QueryHandler(ListReports)
export class ListReportsHandler implements IQueryHandler<ListReports> {
  constructor(private readonly database: Database) {}

  execute({ page }: ListReports): Promise<Page<ReportSummary>> {
    return readReports(this.database, page);
  }
}
