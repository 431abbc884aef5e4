import { Scopes } from '@hormesis/http';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PollLedger } from './poll-ledger.js';
import { PROMETHEUS_CONFIG, type PrometheusConfig } from './prometheus-config.js';
import { type PrometheusStatus, prometheusStatus } from './prometheus-status.js';

const nothingYet = { doneUntil: null, windowsUntil: null, error: null, failingSince: null };

@Controller('v1/prometheus')
@ApiTags('signals')
export class PrometheusStatusController {
  constructor(
    @Inject(PROMETHEUS_CONFIG) private readonly config: PrometheusConfig | undefined,
    private readonly ledger: PollLedger,
  ) {}

  @ApiOperation({ summary: 'How far each configured query of Prometheus is, and what is wrong with it.' })
  @Get()
  @Scopes('read')
  @ApiOkResponse({ standardSchema: prometheusStatus })
  async show(): Promise<PrometheusStatus> {
    const states = await this.ledger.states();
    const queries = (this.config?.queries ?? []).map(({ name, metric }) => {
      const state = states.find((one) => one.name === name) ?? { ...nothingYet, name };
      return { ...state, metric };
    });
    return { queries };
  }
}
