import type { TimelineEntry } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { isReadable, type LogBatch, type LogConsumer, topics } from '@hormesis/log';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { waitForPosition } from '@hormesis/projection';
import { readTimeline } from '@hormesis/read-models';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';

const followed = [topics.changes, topics.incidents, topics.learning];
/** How long an entry may take from the log to the read model before it is left to the next query, milliseconds. */
const patience = 5_000;

/**
 * New timeline entries as the read model shows them. Follows the log from its head, without a group: every console
 * tells its own browsers.
 */
@Injectable()
export class LiveTimeline implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly subject = new Subject<TimelineEntry>();
  private consumer: LogConsumer | undefined;

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  entries(): Observable<TimelineEntry> {
    return this.subject.asObservable();
  }

  async onApplicationBootstrap(): Promise<void> {
    const heads = (await Promise.all(followed.map((topic) => this.log.heads(topic)))).flat();
    this.consumer = await this.log.consume({
      topics: followed,
      positionOf: async ({ topic, partition }) =>
        heads.find((head) => head.topic === topic && head.partition === partition)?.offset ?? 0,
      handle: (batch) => this.show(batch),
      onError: (error) => logger('console').warn({ err: error }, 'the live stream is behind'),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.subject.complete();
    await this.consumer?.stop();
  }

  private async show(batch: LogBatch): Promise<void> {
    if (!this.subject.observed) return;
    const readable = batch.records.filter(isReadable);
    const last = readable.at(-1);
    if (!last) return;
    await waitForPosition(this.database, 'timeline_entry', [last.position], patience);
    const { items } = await readTimeline(this.database, {
      eventIds: readable.map(({ event }) => event.id),
      limit: readable.length,
    });
    for (const entry of items.reverse()) this.subject.next(entry);
  }
}
