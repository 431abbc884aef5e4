import { type ExecutorList, executorList, problem } from '@hormesis/api';
import { answerGate, type FlaggerGate, type Place } from '@hormesis/executors';
import { ProblemError, Scopes } from '@hormesis/http';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Executors } from '../execute-actions/executors.js';
import {
  type Analysis,
  type AnalysisQuery,
  analysis,
  analysisQuery,
  type GateBody,
  type GateQuery,
  gate,
  gateBody,
  gateQuery,
  gateReply,
} from './gate-bodies.js';
import { RolloutGates } from './rollout-gates.js';

/** Where rollouts ask whether they may go on. */
@Controller('api/executors')
@Scopes('read')
@ApiTags('executors')
export class GatesController {
  constructor(
    private readonly gates: RolloutGates,
    private readonly executors: Executors,
  ) {}

  @ApiOperation({
    summary: 'What carries actions out, in the order in which it is asked, and whether it could now.',
  })
  @Get()
  @ApiOkResponse({ standardSchema: executorList })
  async list(): Promise<ExecutorList> {
    const all = await this.executors.check();
    return {
      items: all.map(({ name, check }) => ({
        name,
        ready: check ? check.kind === 'ready' : null,
        detail: check === null ? null : check.kind === 'ready' ? check.detail : check.reason,
      })),
    };
  }

  @ApiOperation({ summary: 'For the web metric provider of Argo Rollouts: whether a rollout may go on.' })
  @Get('argo/analysis')
  @ApiOkResponse({ standardSchema: analysis })
  async analysis(@Query({ schema: analysisQuery }) query: AnalysisQuery): Promise<Analysis> {
    const { service, environment, version } = query;
    const { verdict, reasons } = await this.gates.verdict({ service, environment }, version);
    return { data: { ok: verdict === 'go', verdict, reasons: [...reasons], service, environment } };
  }

  @ApiOperation({
    summary:
      'For the webhooks of Flagger: a confirm gate says go with 200, `rollback` takes the canary back with 200; else 403.',
  })
  @Post('flagger/:gate')
  @ApiOkResponse({ standardSchema: gateReply })
  @ApiForbiddenResponse({ standardSchema: gateReply })
  @ApiNotFoundResponse({ standardSchema: problem })
  async flagger(
    @Param('gate', { schema: gate }) name: FlaggerGate,
    @Query({ schema: gateQuery }) query: GateQuery,
    @Body({ schema: gateBody }) canary: GateBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const verdict = await this.gates.verdict(this.placeOf(query, canary), query.version);
    const { status, body } = answerGate(name, verdict);
    if ((name === 'rollback') === (verdict.verdict === 'rollback')) await this.gates.tell(verdict);
    reply.status(status);
    return body;
  }

  private placeOf({ service, environment }: GateQuery, { namespace, name }: GateBody): Place {
    if (service !== undefined && environment !== undefined) return { service, environment };
    const place = this.executors.placeOfCanary(namespace, name);
    if (place) return place;
    throw new ProblemError({
      status: 404,
      code: 'unknown-canary',
      title: `Nobody said which service canary ${namespace}/${name} is.`,
      hint: 'Add ?service=…&environment=… to the address, or the canary to HORMESIS_EXECUTORS_FILE.',
    });
  }
}
