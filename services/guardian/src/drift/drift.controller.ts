import {
  type Drift as ApiDrift,
  type DriftFilter,
  type DriftList,
  driftFilter,
  driftList,
} from '@hormesis/api';
import type { Drift } from '@hormesis/executors';
import { Scopes } from '@hormesis/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DriftStreams } from './drift-streams.js';

/** Where Git says something else than what users get. */
@Controller('api/drift')
@Scopes('read')
@ApiTags('drift')
export class DriftController {
  constructor(private readonly drifts: DriftStreams) {}

  @ApiOperation({ summary: 'Actions that Git does not know of yet; with `phase=all` those of old too.' })
  @Get()
  @ApiOkResponse({ standardSchema: driftList })
  async list(@Query({ schema: driftFilter }) { phase }: DriftFilter): Promise<DriftList> {
    const drifts = phase === 'all' ? await this.drifts.list() : await this.drifts.open();
    return { items: drifts.map(described) };
  }
}

function described(drift: Drift): ApiDrift {
  const { id, phase, service, environment, incident, repository, reason, flag, version, toVersion } = drift;
  return {
    action: id,
    phase: phase === 'closed' ? 'closed' : 'open',
    service,
    environment: environment ?? null,
    incident,
    repository,
    reason,
    since: drift.since ?? '',
    flag: flag ?? null,
    version: version ?? null,
    toVersion: toVersion ?? null,
    pullRequest: drift.proposal?.pullRequest ?? null,
    problem: drift.problem ?? null,
    closed: drift.closed ?? null,
  };
}
