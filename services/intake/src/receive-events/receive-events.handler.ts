import { type Event, fromHttp, type HttpItem } from '@hormesis/events';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { count } from '@hormesis/telemetry';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { appendToLog } from './append-to-log.js';
import { type Carrier, checkEvent } from './check-event.js';
import { limits } from './limits.js';
import { mayHoldNul } from './may-hold-nul.js';
import { ReceiveEvents } from './receive-events.command.js';
import type { Accepted, Reception, Rejected } from './reception.js';
import { stampEvent } from './stamp-event.js';

@CommandHandler(ReceiveEvents)
export class ReceiveEventsHandler implements ICommandHandler<ReceiveEvents> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ message, caller }: ReceiveEvents): Promise<Reception> {
    const now = this.clock.now();
    const recordedTime = now.toISOString();
    const items = fromHttp(message, { receivedAt: recordedTime, maxEvents: limits.events });
    const { good, rejected } = sorted(items, {
      now,
      bytes: sizeOf(message.body),
      mayHoldNul: mayHoldNul(message),
    });
    const events = good.map(({ event }) => stampEvent(event, { caller, recordedTime }));
    const appended = await appendToLog(this.log, events);
    const accepted = good.flatMap(({ index }, n) => {
      const [event, answer] = [events[n], appended[n]];
      return event && answer ? [{ index, event, ...answer }] : [];
    });
    countOutcomes(accepted, rejected);
    return { accepted, rejected };
  }
}

function countOutcomes(accepted: readonly Accepted[], rejected: readonly Rejected[]): void {
  const duplicates = accepted.filter(({ duplicate }) => duplicate).length;
  count('hormesis.intake.events', accepted.length - duplicates, { outcome: 'stored' });
  count('hormesis.intake.events', duplicates, { outcome: 'duplicate' });
  count('hormesis.intake.events', rejected.length, { outcome: 'rejected' });
}

type Good = { index: number; event: Event };

function sorted(items: readonly HttpItem[], carrier: Carrier) {
  const good: Good[] = [];
  const rejected: Rejected[] = [];
  for (const item of items) {
    if (item.invalid) {
      rejected.push({ index: item.index, issues: item.invalid.issues, sent: item.sent });
      continue;
    }
    const issue = checkEvent(item.event, carrier);
    if (issue) rejected.push({ index: item.index, issues: [issue], sent: item.event });
    else good.push(item);
  }
  return { good, rejected };
}

function sizeOf(body: unknown): number {
  return body instanceof Uint8Array ? body.length : 0;
}
