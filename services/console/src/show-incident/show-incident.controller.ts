import { type AsOfQuery, asOfQuery, type IncidentDetail, incidentDetail, problem } from '@hormesis/api';
import { notFound } from '@hormesis/http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AsOfResponses } from '../as-of/as-of-responses.js';
import { ShowIncident } from './show-incident.query.js';

@Controller('api/incidents')
@ApiTags('queries')
export class ShowIncidentController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id')
  @ApiOperation({ summary: 'One incident, with its candidates and actions, now or as of then.' })
  @ApiOkResponse({ standardSchema: incidentDetail })
  @AsOfResponses()
  @ApiNotFoundResponse({ standardSchema: problem })
  async show(
    @Param('id') id: string,
    @Query({ schema: asOfQuery }) asOf: AsOfQuery,
  ): Promise<IncidentDetail> {
    const found = await this.queries.execute(new ShowIncident(id, asOf));
    if (!found) throw notFound(`incident ${id}`, 'GET /api/incidents lists those there are.');
    return found;
  }
}
