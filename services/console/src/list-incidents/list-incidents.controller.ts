import { type IncidentSummary, incidentSummary, type Page, page } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListIncidents, type ListIncidentsFilter, listIncidentsFilter } from './list-incidents.query.js';

@Controller('api/incidents')
@ApiTags('queries')
export class ListIncidentsController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({ summary: 'Incidents, newest first. `phase=unresolved` gives all that are not over.' })
  @Get()
  @ApiOkResponse({ standardSchema: page(incidentSummary) })
  list(@Query({ schema: listIncidentsFilter }) filter: ListIncidentsFilter): Promise<Page<IncidentSummary>> {
    return this.queries.execute(new ListIncidents(filter));
  }
}
