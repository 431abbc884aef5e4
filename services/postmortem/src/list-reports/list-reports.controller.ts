import { type Page, type PageQuery, page, pageQuery, type ReportSummary, reportSummary } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListReports } from './list-reports.query.js';

@Controller('api/reports')
@ApiTags('reports')
export class ListReportsController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({ summary: 'The published reports, the latest week first.' })
  @Get()
  @ApiOkResponse({ standardSchema: page(reportSummary) })
  list(@Query({ schema: pageQuery }) query: PageQuery): Promise<Page<ReportSummary>> {
    return this.queries.execute(new ListReports(query));
  }
}
