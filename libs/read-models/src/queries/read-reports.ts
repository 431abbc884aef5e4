import type { Page, ReportSummary } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { type Paging, readPage } from '../paging/list.js';

/** The published reports, the latest week first. */
export function readReports(db: Queryable, filter: Paging = {}): Promise<Page<ReportSummary>> {
  const list = {
    from: 'read.report',
    columns: ['week', 'from', 'to', 'incidents', 'publishedAt', 'digest'] satisfies (keyof ReportSummary)[],
    sort: { week: 'text' } as const,
  };
  return readPage<ReportSummary>(db, list, filter);
}
