import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type Event, encodeEvent, keyOf, topicOf } from '@hormesis/events';
import { type EventLog, partitionOf, receiptKey } from '@hormesis/log';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyRow } from '../raw/copy-row.js';
import { storyHeads } from './open-log.js';
import type { Sink } from './sink.js';
import type { Stage } from './stage.js';

/** By COPY, with receipts and heads as the log's append would have left them: what is sent again stands there once. */
export class PostgresSink implements Sink {
  readonly keepsResent = false;
  private readonly heads = new Map<string, number>();
  private readonly partitions = new Map<string, number>();
  private records: string[] = [];
  private receipts: string[] = [];
  private last: Event | undefined;

  private constructor(
    private readonly client: pg.Client,
    private readonly log: EventLog,
  ) {}

  static async open({ url }: Stage, log: EventLog): Promise<PostgresSink> {
    const client = new pg.Client(url);
    await client.connect();
    await client.query('set synchronous_commit = off');
    const sink = new PostgresSink(client, log);
    for (const { topic, partition, offset } of await storyHeads(log)) {
      sink.heads.set(`${topic} ${partition}`, offset);
      sink.partitions.set(topic, partition + 1);
    }
    return sink;
  }

  put(event: Event): void {
    const topic = topicOf(event);
    const key = keyOf(event);
    const partition = partitionOf(key, this.partitions.get(topic) ?? 1);
    const place = `${topic} ${partition}`;
    const offset = this.heads.get(place) ?? 0;
    this.heads.set(place, offset + 1);
    this.records.push(copyRow([topic, partition, offset, key, JSON.stringify(encodeEvent(event))]));
    this.receipts.push(copyRow([digest(topic, event), partition, offset]));
    this.last = event;
  }

  async write(): Promise<void> {
    await this.copy('log.record (topic, partition, "offset", key, event)', this.records);
    await this.copy('log.receipt (digest, partition, "offset")', this.receipts);
    this.records = [];
    this.receipts = [];
  }

  async settle(): Promise<void> {
    for (const [place, head] of this.heads) {
      const sql = 'update log.partition set next_offset = $3 where topic = $1 and partition = $2';
      await this.client.query(sql, [...place.split(' '), head]);
    }
    await this.client.query('vacuum (analyze) log.record');
    if (this.last) await this.assertKnown(this.last);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  private async copy(into: string, rows: readonly string[]): Promise<void> {
    const stream = this.client.query(copyFrom(`copy ${into} from stdin`));
    const done = once(stream, 'finish');
    stream.end(rows.join(''));
    await done;
  }

  /** The log has to know the event, at the place where it was put. */
  private async assertKnown(event: Event): Promise<void> {
    const [answer] = await this.log.append(topicOf(event), [{ key: keyOf(event), event }]);
    const { topic, partition, offset } = answer?.position ?? { topic: '', partition: 0, offset: -1 };
    if (answer?.duplicate && this.heads.get(`${topic} ${partition}`) === offset + 1) return;
    throw new Error('The log does not know what was put there by COPY: how it keeps receipts has changed.');
  }
}

/** As the log makes it of a topic and a receipt key. */
function digest(topic: string, event: Event): string {
  return createHash('sha256')
    .update(`${topic}\n${receiptKey(event)}`)
    .digest('hex')
    .slice(0, 32);
}
