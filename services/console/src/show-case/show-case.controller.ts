import { type IncidentCase, incidentCase, problem } from '@hormesis/api';
import { notFound } from '@hormesis/http';
import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShowCase } from './show-case.query.js';

@Controller('api/cases')
@ApiTags('queries')
export class ShowCaseController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':incident')
  @ApiOperation({
    summary: 'What one incident had to teach: its class, and which layer should have caught it.',
  })
  @ApiOkResponse({ standardSchema: incidentCase })
  @ApiNotFoundResponse({ standardSchema: problem })
  async show(@Param('incident') incident: string): Promise<IncidentCase> {
    const found = await this.queries.execute(new ShowCase(incident));
    if (!found)
      throw notFound(
        `case of incident ${incident}`,
        'It is assembled when an incident is resolved. GET /api/incidents lists those there are.',
      );
    return found;
  }
}
