import type { Page, PageQuery, ReportSummary } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** The published reports, the latest week first. */
export class ListReports extends Query<Page<ReportSummary>> {
  constructor(readonly page: PageQuery) {
    super();
  }
}
