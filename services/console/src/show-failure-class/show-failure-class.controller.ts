import { type FailureClassSummary, failureClassSummary, problem } from '@hormesis/api';
import { notFound } from '@hormesis/http';
import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShowFailureClass } from './show-failure-class.query.js';

@Controller('api/learning')
@ApiTags('queries')
export class ShowFailureClassController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':fingerprint')
  @ApiOperation({ summary: 'One class of failure: each occurrence, and the guards against the next one.' })
  @ApiOkResponse({ standardSchema: failureClassSummary })
  @ApiNotFoundResponse({ standardSchema: problem })
  async show(@Param('fingerprint') fingerprint: string): Promise<FailureClassSummary> {
    const found = await this.queries.execute(new ShowFailureClass(fingerprint));
    if (!found) throw notFound(`failure class ${fingerprint}`, 'GET /api/learning lists those there are.');
    return found;
  }
}
