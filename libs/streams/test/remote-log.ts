import type { Event } from '@hormesis/events';
import { type Appended, type EventLog, type LogEntry, receiptKey } from '@hormesis/log';

/** A log in another system, in memory: knows resent events, and can be made to fail. One partition a topic. */
export class RemoteLog implements EventLog {
  readonly kind = 'kafka';
  readonly sent: Event[] = [];
  private readonly topics = new Map<string, Map<string, number>>();

  /** Runs after events were stored and before the writer is told. */
  beforeAnswer: () => Promise<void> = async () => undefined;
  unreachable = false;
  /** Whether the log takes an event; it refuses all that is sent together with one that it does not take. */
  takes: (event: Event) => boolean = () => true;
  /** How many appends were asked for. */
  asked = 0;

  async append(topic: string, entries: readonly LogEntry[]): Promise<Appended[]> {
    this.asked++;
    await this.check();
    if (!entries.every(({ event }) => this.takes(event))) throw new Error('the message is too large');
    const known = this.topics.get(topic) ?? new Map<string, number>();
    this.topics.set(topic, known);
    const appended = entries.map(({ event }) => {
      this.sent.push(event);
      const key = receiptKey(event);
      const duplicate = known.has(key);
      if (!duplicate) known.set(key, known.size);
      return { position: { topic, partition: 0, offset: known.get(key) ?? -1 }, duplicate };
    });
    await this.beforeAnswer();
    return appended;
  }

  /** How many different events stand on the topic. */
  count(topic: string): number {
    return this.topics.get(topic)?.size ?? 0;
  }

  read = notNeeded;
  heads = notNeeded;
  tails = notNeeded;
  consume = notNeeded;
  check = async () => {
    if (this.unreachable) throw new Error('the log cannot be reached');
  };
  close = async () => undefined;
}

function notNeeded(): never {
  throw new Error('not needed here');
}
