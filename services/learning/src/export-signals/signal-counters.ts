import { isEvent } from '@hormesis/events';
import {
  type EventLog,
  isReadable,
  type LogBatch,
  type LogConsumer,
  type TopicPartition,
  topics,
} from '@hormesis/log';
import { EVENT_LOG } from '@hormesis/platform';
import { count, logger, observe } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LatencyCounters } from './latency-counters.js';

/**
 * Shows recorded signals at `/metrics`, as the counters that proposed alerts ask for. Copies share the partitions, each
 * from now on: what was measured while none of them ran is not counted, as after any restart of a counter.
 */
@Injectable()
export class SignalCounters implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('learning');
  private readonly latency = new LatencyCounters();
  private consumer: LogConsumer | undefined;
  private unobserve: readonly (() => void)[] = [];

  constructor(@Inject(EVENT_LOG) private readonly events: EventLog) {}

  async onApplicationBootstrap(): Promise<void> {
    this.unobserve = [
      observe('hormesis.signal.latency.seconds.bucket', () => this.latency.buckets()),
      observe('hormesis.signal.latency.seconds.count', () => this.latency.counts()),
      observe('hormesis.signal.latency.seconds.sum', () => this.latency.sums()),
    ];
    this.consumer = await this.events.consume({
      group: 'hormesis.learning.export-signals',
      topics: [topics.signals],
      positionOf: (partition) => this.headOf(partition),
      handle: async (batch) => countSignals(batch, this.latency),
      onError: (err, partition) =>
        this.log.warn({ err, ...partition }, 'signals are not counted; trying again'),
    });
  }

  async onModuleDestroy(): Promise<void> {
    for (const stop of this.unobserve) stop();
    await this.consumer?.stop();
  }

  private async headOf({ partition, topic }: TopicPartition): Promise<number> {
    const heads = await this.events.heads(topic);
    return heads.find((head) => head.partition === partition)?.offset ?? 0;
  }
}

function countSignals({ records }: LogBatch, latency: LatencyCounters): void {
  for (const record of records) {
    if (!isReadable(record) || !isEvent(record.event, 'signal.measured')) continue;
    const { bad, cohort, environment, metric, service, total } = record.event.data;
    const series = { service: service.id, environment: environment.id, metric, cohort };
    count('hormesis.signal.requests', total, series);
    count('hormesis.signal.bad', bad, series);
    latency.add(record.event.data);
  }
}
