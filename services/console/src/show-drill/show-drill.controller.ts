import { type Drill, drill, problem } from '@hormesis/api';
import { notFound } from '@hormesis/http';
import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShowDrill } from './show-drill.query.js';

@Controller('api/drills')
@ApiTags('queries')
export class ShowDrillController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id')
  @ApiOperation({
    summary: 'One drill: what was injected, the incidents that it caused, and how the guards did.',
  })
  @ApiOkResponse({ standardSchema: drill })
  @ApiNotFoundResponse({ standardSchema: problem })
  async show(@Param('id') id: string): Promise<Drill> {
    const found = await this.queries.execute(new ShowDrill(id));
    if (!found) throw notFound(`drill ${id}`, 'GET /api/drills lists those there are.');
    return found;
  }
}
