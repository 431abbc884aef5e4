import { problem } from '@hormesis/api';
import { ProblemError } from '@hormesis/http';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Controller, Get, Headers, Inject, Param, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBadRequestResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type OfferedType, preferredType } from '../reports/preferred-type.js';
import type { RenderedReport } from '../reports/rendered-report.js';
import { weekParam } from '../reports/week-param.js';
import { ShowReport } from './show-report.query.js';

@Controller('api/reports')
@ApiTags('reports')
export class ShowReportController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary:
      'The report of an ISO week, as JSON, Markdown or a page. hormesis-report says whether it was published.',
  })
  @Get(':week')
  @ApiProduces('application/json', 'text/markdown', 'text/html')
  @ApiOkResponse({ description: 'The report in the form that `Accept` asks for.' })
  @ApiBadRequestResponse({ standardSchema: problem })
  async show(
    @Param('week') text: string,
    @Headers('accept') accept: string | undefined,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const week = weekParam(text, this.clock.now());
    const type = preferredType(accept);
    if (!type) throw notAcceptable();
    const { published, report } = await this.queries.execute(new ShowReport(week));
    const etag = `"${report.digest}-${type}"`;
    reply.headers({ etag, vary: 'accept', 'hormesis-report': published ? 'published' : 'made-now' });
    if (known === etag) {
      await reply.code(304).send();
      return;
    }
    await reply.type(`${type}; charset=utf-8`).send(bodyOf(report, type));
  }
}

function bodyOf(report: RenderedReport, type: OfferedType): string {
  switch (type) {
    case 'application/json':
      return report.json;
    case 'text/markdown':
      return report.markdown;
    case 'text/html':
      return report.html;
  }
}

function notAcceptable(): ProblemError {
  return new ProblemError({
    status: 406,
    code: 'not-acceptable',
    title: 'A report has no such form.',
    hint: 'Ask for application/json, text/markdown or text/html in `Accept`.',
  });
}
