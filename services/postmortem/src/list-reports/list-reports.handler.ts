import type { Page, ReportSummary } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { ProblemError } from '@hormesis/http';
import { InvalidCursor, readReports } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListReports } from './list-reports.query.js';

@QueryHandler(ListReports)
export class ListReportsHandler implements IQueryHandler<ListReports> {
  constructor(private readonly database: Database) {}

  /** @throws ProblemError 400 for a cursor that is none */
  async execute({ page }: ListReports): Promise<Page<ReportSummary>> {
    try {
      return await readReports(this.database, page);
    } catch (error) {
      if (!(error instanceof InvalidCursor)) throw error;
      throw new ProblemError({
        status: 400,
        code: 'invalid',
        title: 'The request does not fit.',
        errors: [{ field: 'cursor', reason: error.message }],
      });
    }
  }
}
