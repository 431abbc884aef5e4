import { type IncidentDetail, incidentDetail, problem } from '@hormesis/api';
import { notFound } from '@hormesis/http';
import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShowIncident } from './show-incident.query.js';

@Controller('api/incidents')
@ApiTags('queries')
export class ShowIncidentController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id')
  @ApiOperation({ summary: 'One incident, with its candidates and actions.' })
  @ApiOkResponse({ standardSchema: incidentDetail })
  @ApiNotFoundResponse({ standardSchema: problem })
  async show(@Param('id') id: string): Promise<IncidentDetail> {
    const found = await this.queries.execute(new ShowIncident(id));
    if (!found) throw notFound(`incident ${id}`, 'GET /api/incidents lists those there are.');
    return found;
  }
}
