import { type Status, status } from '@hormesis/api';
import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShowStatus } from './show-status.query.js';

@Controller('api/status')
@ApiTags('queries')
export class ShowStatusController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({ summary: 'How the system itself is: what it holds, and how far its projections are.' })
  @Get()
  @ApiOkResponse({ standardSchema: status })
  show(): Promise<Status> {
    return this.queries.execute(new ShowStatus());
  }
}
