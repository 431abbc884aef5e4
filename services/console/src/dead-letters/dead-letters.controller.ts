import {
  type AllRetriesRequested,
  allRetriesRequested,
  type DeadLetter,
  type DeadLetterDetail,
  deadLetter,
  deadLetterDetail,
  type Page,
  page,
  problem,
  type RetriesRequested,
  retriesRequested,
} from '@hormesis/api';
import { type Caller, CurrentCaller, notFound, Scopes } from '@hormesis/http';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type DiscardBody, DiscardDeadLetter, discardBody } from './discard-dead-letter.command.js';
import { letterNumber } from './letter-number.js';
import {
  ListDeadLetters,
  type ListDeadLettersFilter,
  listDeadLettersFilter,
} from './list-dead-letters.query.js';
import { type RetryAllBody, RetryAllDeadLetters, retryAllBody } from './retry-all-dead-letters.command.js';
import { RetryDeadLetter } from './retry-dead-letter.command.js';
import { ShowDeadLetter } from './show-dead-letter.query.js';

/** What projections and reactions could not take in, and what operators decide about it. */
@Controller('api/dead-letters')
@ApiTags('projections')
export class DeadLettersController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
  ) {}

  @ApiOperation({ summary: 'What could not be taken in, in the order in which it was parked.' })
  @Get()
  @Scopes('read', 'projections:write')
  @ApiOkResponse({ standardSchema: page(deadLetter) })
  list(@Query({ schema: listDeadLettersFilter }) filter: ListDeadLettersFilter): Promise<Page<DeadLetter>> {
    return this.queries.execute(new ListDeadLetters(filter));
  }

  @ApiOperation({ summary: 'One dead letter with its whole event, its error, and what waits behind it.' })
  @Get(':seq')
  @Scopes('read', 'projections:write')
  @ApiOkResponse({ standardSchema: deadLetterDetail })
  @ApiNotFoundResponse({ standardSchema: problem })
  async show(@Param('seq', { schema: letterNumber }) seq: number): Promise<DeadLetterDetail> {
    const found = await this.queries.execute(new ShowDeadLetter(seq));
    if (found) return found;
    throw notFound(
      `dead letter ${seq}`,
      'It may have been taken in since: GET /api/dead-letters lists those there are.',
    );
  }

  @ApiOperation({
    summary: 'Asks for all to be tried again, of one projection or reaction or of all of them.',
  })
  @Post('retry')
  @HttpCode(202)
  @Scopes('projections:write')
  @ApiAcceptedResponse({ standardSchema: allRetriesRequested })
  @ApiNotFoundResponse({ standardSchema: problem })
  retryAll(
    @Body({ schema: retryAllBody }) body: RetryAllBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<AllRetriesRequested> {
    return this.commands.execute(new RetryAllDeadLetters(body, actor));
  }

  @ApiOperation({
    summary: 'Asks for a letter to be tried again, and with it all of its row. One that is taken in is gone.',
  })
  @Post(':seq/retry')
  @HttpCode(202)
  @Scopes('projections:write')
  @ApiAcceptedResponse({ standardSchema: retriesRequested })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  retry(
    @Param('seq', { schema: letterNumber }) seq: number,
    @CurrentCaller() { actor }: Caller,
  ): Promise<RetriesRequested> {
    return this.commands.execute(new RetryDeadLetter(seq, actor));
  }

  @ApiOperation({
    summary: 'Gives a letter up: its event is left out, and the other letters of its row are tried at once.',
  })
  @Post(':seq/discard')
  @HttpCode(202)
  @Scopes('projections:write')
  @ApiAcceptedResponse({ standardSchema: retriesRequested })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  discard(
    @Param('seq', { schema: letterNumber }) seq: number,
    @Body({ schema: discardBody }) { reason }: DiscardBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<RetriesRequested> {
    return this.commands.execute(new DiscardDeadLetter(seq, reason, actor));
  }
}
