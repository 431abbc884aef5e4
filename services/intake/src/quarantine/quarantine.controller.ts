import { type Page, type PageQuery, pageQuery } from '@hormesis/api';
import { Scopes } from '@hormesis/http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  type Quarantined,
  type QuarantinedDetail,
  quarantinedDetail,
  quarantinedPage,
} from './quarantined.js';
import { ReadQuarantine } from './read-quarantine.js';

@Controller('v1/quarantine')
@ApiTags('events')
export class QuarantineController {
  constructor(private readonly quarantine: ReadQuarantine) {}

  @ApiOperation({ summary: 'What was sent and not taken as an event, newest first.' })
  @Get()
  @Scopes('read')
  @ApiOkResponse({ standardSchema: quarantinedPage })
  list(@Query({ schema: pageQuery }) query: PageQuery): Promise<Page<Quarantined>> {
    return this.quarantine.page(query);
  }

  @ApiOperation({ summary: 'One of them, with its headers and the first 64 KiB of what was sent.' })
  @Get(':id')
  @Scopes('read')
  @ApiOkResponse({ standardSchema: quarantinedDetail })
  one(@Param('id', { schema: z.string() }) id: string): Promise<QuarantinedDetail> {
    return this.quarantine.one(id);
  }
}
