import { CallGraph, decodeTraces, type PartialSuccess } from '@hormesis/otlp';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { count } from '@hormesis/telemetry';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { appendToLog } from '../receive-events/append-to-log.js';
import { checkEvent } from '../receive-events/check-event.js';
import { SIGNALS_CONFIG, type SignalsConfig } from '../signals-config/signals-config.js';
import { callEvent } from './call-event.js';
import { ReceiveTraces } from './receive-traces.command.js';

@CommandHandler(ReceiveTraces)
export class ReceiveTracesHandler implements ICommandHandler<ReceiveTraces> {
  private readonly graph: CallGraph;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SIGNALS_CONFIG) { environment }: SignalsConfig,
  ) {
    this.graph = new CallGraph({ environment });
  }

  /** Takes every span: one that shows no call has nothing wrong with it. */
  async execute({ body, caller }: ReceiveTraces): Promise<PartialSuccess> {
    const now = this.clock.now();
    const request = decodeTraces(body.bytes, body.encoding);
    const { calls, undo } = this.graph.take(request, now.getTime());
    const actor = { ...caller.actor, credential: caller.token };
    const events = calls
      .map((call) => callEvent(call, now, actor))
      .filter((event) => checkEvent(event, { now, bytes: 0, mayHoldNul: true }) === undefined);
    try {
      await appendToLog(this.log, events);
    } catch (error) {
      undo();
      throw error;
    }
    const spans = request.resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    );
    count('hormesis.otlp.spans', spans.length);
    return { rejected: 0, errorMessage: '' };
  }
}
