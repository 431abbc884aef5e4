import {
  type Page,
  type Projection,
  type ProjectionBuild,
  page,
  problem,
  projection,
  projectionBuild,
} from '@hormesis/api';
import { type Caller, CurrentCaller, notFound, Scopes } from '@hormesis/http';
import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { DecideRebuild } from './decide-rebuild.command.js';
import { ListProjections } from './list-projections.query.js';
import { ShowProjection } from './show-projection.query.js';

/** The builds of projections: what there is, and what operators ask of them. */
@Controller('api/projections')
@ApiTags('projections')
export class ProjectionsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
  ) {}

  @ApiOperation({ summary: 'All projections with their builds, and how far rebuilds are.' })
  @Get()
  @Scopes('read', 'projections:write')
  @ApiOkResponse({ standardSchema: page(projection) })
  list(): Promise<Page<Projection>> {
    return this.queries.execute(new ListProjections());
  }

  @ApiOperation({ summary: 'One projection with its builds.' })
  @Get(':name')
  @Scopes('read', 'projections:write')
  @ApiOkResponse({ standardSchema: projection })
  @ApiNotFoundResponse({ standardSchema: problem })
  async show(@Param('name') name: string): Promise<Projection> {
    const found = await this.queries.execute(new ShowProjection(name));
    if (!found) throw notFound(`projection called ${name}`, 'GET /api/projections lists those there are.');
    return found;
  }

  @ApiOperation({
    summary: 'Asks for a new build beside the live one; it takes its place once it is verified.',
  })
  @Post(':name/rebuild')
  @HttpCode(202)
  @Scopes('projections:write')
  @ApiAcceptedResponse({ standardSchema: projectionBuild })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  rebuild(@Param('name') name: string, @CurrentCaller() { actor }: Caller): Promise<ProjectionBuild> {
    return this.commands.execute(new DecideRebuild(name, 'rebuild', actor));
  }

  @ApiOperation({ summary: 'Ends a rebuild, whatever its state. The live build stays as it is.' })
  @Delete(':name/rebuild')
  @HttpCode(202)
  @Scopes('projections:write')
  @ApiAcceptedResponse({ standardSchema: projectionBuild })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  abort(@Param('name') name: string, @CurrentCaller() { actor }: Caller): Promise<ProjectionBuild> {
    return this.commands.execute(new DecideRebuild(name, 'abort', actor));
  }

  @ApiOperation({ summary: 'Lets a new build take the place of the live one although its rows differ.' })
  @Post(':name/rebuild/accept')
  @HttpCode(202)
  @Scopes('projections:write')
  @ApiAcceptedResponse({ standardSchema: projectionBuild })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  accept(@Param('name') name: string, @CurrentCaller() { actor }: Caller): Promise<ProjectionBuild> {
    return this.commands.execute(new DecideRebuild(name, 'accept', actor));
  }

  @ApiOperation({ summary: 'Puts back the build that was live before, while it is kept: for an hour.' })
  @Post(':name/undo')
  @HttpCode(202)
  @Scopes('projections:write')
  @ApiAcceptedResponse({ standardSchema: projectionBuild })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  undo(@Param('name') name: string, @CurrentCaller() { actor }: Caller): Promise<ProjectionBuild> {
    return this.commands.execute(new DecideRebuild(name, 'undo', actor));
  }
}
