import { type EventLog, isReadable, type LogConsumer, topics } from '@hormesis/log';
import { EVENT_LOG } from '@hormesis/platform';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type AcceptedAlert, acceptedAlerts } from './accepted-alert.js';

const batchSize = 1_000;

/** Knows which alerts are accepted. Each copy follows all that is learnt, from the beginning of the log. */
@Injectable()
export class GuardFollower implements OnModuleDestroy {
  private readonly alerts = acceptedAlerts();
  private readonly offsets = new Map<number, number>();
  private consumer: LogConsumer | undefined;

  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /** Reads what is known by now, and tells whenever other alerts are to run. */
  async start(changed: () => void): Promise<void> {
    for (const head of await this.log.heads(topics.learning)) {
      let offset = 0;
      while (offset < head.offset) {
        const batch = await this.log.read({ ...head, offset }, batchSize);
        for (const record of batch.records) if (isReadable(record)) this.alerts.take(record.event);
        if (batch.nextOffset <= offset) break;
        offset = batch.nextOffset;
      }
      this.offsets.set(head.partition, offset);
    }
    this.consumer = await this.log.consume({
      topics: [topics.learning],
      positionOf: async ({ partition }) => this.offsets.get(partition) ?? 0,
      handle: async ({ partition, records, nextOffset }) => {
        const changes = records.filter((record) => isReadable(record) && this.alerts.take(record.event));
        this.offsets.set(partition, nextOffset);
        if (changes.length > 0) changed();
      },
      onError: (err, partition) =>
        logger('sentinel').warn({ err, ...partition }, 'could not follow the proposals; trying again'),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.consumer?.stop();
  }

  get accepted(): readonly AcceptedAlert[] {
    return this.alerts.all();
  }
}
