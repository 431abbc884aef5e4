import { createHash } from 'node:crypto';
import type { EventOf } from '@hormesis/events';
import type { Caller } from '@hormesis/http';
import {
  decodeMetrics,
  type PartialSuccess,
  pointsIn,
  type SignalWindow,
  SignalWindows,
} from '@hormesis/otlp';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { count } from '@hormesis/telemetry';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { otlpLimits } from '../otlp/otlp-limits.js';
import { appendToLog } from '../receive-events/append-to-log.js';
import { checkEvent } from '../receive-events/check-event.js';
import { SIGNALS_CONFIG, type SignalsConfig } from '../signals-config/signals-config.js';
import { ReceiveMetrics } from './receive-metrics.command.js';
import { windowEvent } from './window-event.js';

@CommandHandler(ReceiveMetrics)
export class ReceiveMetricsHandler implements ICommandHandler<ReceiveMetrics> {
  private readonly signals: SignalWindows;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SIGNALS_CONFIG) config: SignalsConfig,
  ) {
    this.signals = new SignalWindows({ ...config, openedMs: clock.now().getTime() });
  }

  async execute({ body, caller }: ReceiveMetrics): Promise<PartialSuccess> {
    const request = decodeMetrics(body.bytes, body.encoding);
    const { windows, used, rejected, reasons, undo } = this.signals.take(request);
    const { events, issues } = this.eventsOf(windows, body.bytes, caller);
    try {
      await appendToLog(this.log, events);
    } catch (error) {
      undo();
      throw error;
    }
    const refused = rejected + issues.length;
    countPoints({ used, rejected: refused, unused: pointsIn(request) - used - rejected });
    return { rejected: refused, errorMessage: [...new Set([...reasons, ...issues])].join('; ') };
  }

  private eventsOf(windows: readonly SignalWindow[], bytes: Uint8Array, { actor, token }: Caller) {
    const now = this.clock.now();
    const digest = createHash('sha256').update(bytes).digest('hex');
    const stamp = { digest, recordedTime: now.toISOString(), actor: { ...actor, credential: token } };
    const events: EventOf<'signal.measured'>[] = [];
    const issues: string[] = [];
    for (const window of windows) {
      const event = windowEvent(window, stamp);
      const issue = tooLong(window) ?? checkEvent(event, { now, bytes: 0, mayHoldNul: true });
      if (issue) issues.push(`${issue.field} ${issue.reason}`);
      else events.push(event);
    }
    return { events, issues };
  }
}

function tooLong({ cohort, metric }: SignalWindow) {
  const long = Object.entries({ cohort, metric }).find(
    ([, name]) => Buffer.byteLength(name) > otlpLimits.nameBytes,
  );
  return long && { field: long[0], reason: `is longer than ${otlpLimits.nameBytes} bytes` };
}

/** `unused`: nobody has said what to do with their metric. */
function countPoints(points: { used: number; rejected: number; unused: number }): void {
  for (const [outcome, amount] of Object.entries(points)) {
    if (amount > 0) count('hormesis.otlp.points', amount, { outcome });
  }
}
