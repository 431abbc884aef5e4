import { setTimeout as wait } from 'node:timers/promises';
import { type Event, keyOf, topicOf } from '@hormesis/events';
import { type EventLog, receiptKey } from '@hormesis/log';
import { traffic } from '../traffic/traffic.js';

const tickMs = 20;

/** Puts the traffic of a fleet on the log at a steady rate, and knows what it has put there. */
export class Emitter {
  /** By `topic/partition`, the offset behind the last event that is known to stand there. */
  readonly heads = new Map<string, number>();
  /** Each event once, though some are sent twice. */
  readonly sent = new Map<string, Event>();
  private readonly events = traffic();
  private readonly running: Promise<void>;
  private stopped = false;

  constructor(
    private readonly log: EventLog,
    private readonly perSecond: number,
  ) {
    this.running = this.emit();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async emit(): Promise<void> {
    const begin = performance.now();
    for (let count = 0; !this.stopped; ) {
      const due = Math.floor(((performance.now() - begin) * this.perSecond) / 1_000);
      const some = Array.from({ length: due - count }, () => this.events.next().value);
      count = due;
      await Promise.all([...Map.groupBy(some, topicOf)].map(([topic, events]) => this.append(topic, events)));
      await wait(tickMs);
    }
  }

  private async append(topic: string, events: readonly Event[]): Promise<void> {
    const appended = await this.log.append(
      topic,
      events.map((event) => ({ key: keyOf(event), event })),
    );
    for (const event of events) this.sent.set(receiptKey(event), event);
    for (const { position } of appended) {
      const name = `${topic}/${position.partition}`;
      this.heads.set(name, Math.max(this.heads.get(name) ?? 0, position.offset + 1));
    }
  }
}
