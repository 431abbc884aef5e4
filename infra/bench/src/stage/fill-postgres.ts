import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type Event, encodeEvent, keyOf, topicOf } from '@hormesis/events';
import { type EventLog, partitionOf, receiptKey } from '@hormesis/log';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyRow } from '../raw/copy-row.js';
import { traffic } from '../traffic/traffic.js';
import type { Filled } from './fill.js';
import { storyHeads } from './open-log.js';
import { RecentIds } from './recent-ids.js';
import type { Stage } from './stage.js';

const batchSize = 5_000;

/** By COPY, with receipts and heads as its append would have left them; what is sent again stands there once. */
export async function fillPostgres({ url }: Stage, log: EventLog, count: number): Promise<Filled> {
  const client = new pg.Client(url);
  await client.connect();
  const heads = new Map<string, number>();
  const partitions = new Map<string, number>();
  for (const { topic, partition } of await storyHeads(log)) {
    heads.set(`${topic} ${partition}`, 0);
    partitions.set(topic, partition + 1);
  }
  const recent = new RecentIds();
  let events = 0;
  let bytes = 0;
  let last: Event | undefined;
  let records: string[] = [];
  let receipts: string[] = [];
  const write = async () => {
    await copy(client, 'log.record (topic, partition, "offset", key, event)', records);
    await copy(client, 'log.receipt (digest, partition, "offset")', receipts);
    records = [];
    receipts = [];
  };
  for (const event of traffic()) {
    if (events === count) break;
    if (!recent.isNew(event)) continue;
    const topic = topicOf(event);
    const key = keyOf(event);
    const partition = partitionOf(key, partitions.get(topic) ?? 1);
    const place = `${topic} ${partition}`;
    const offset = heads.get(place) ?? 0;
    heads.set(place, offset + 1);
    const text = JSON.stringify(encodeEvent(event));
    records.push(copyRow([topic, partition, offset, key, text]));
    receipts.push(copyRow([digest(topic, event), partition, offset]));
    events += 1;
    bytes += Buffer.byteLength(text);
    last = event;
    if (events % batchSize === 0) await write();
  }
  await write();
  for (const [place, head] of heads) {
    const sql = 'update log.partition set next_offset = $3 where topic = $1 and partition = $2';
    await client.query(sql, [...place.split(' '), head]);
  }
  await client.query('analyze log.record');
  await client.end();
  if (last) await assertConsistent(log, last);
  return { events, distinct: events, meanBytes: Math.round(bytes / Math.max(1, events)) };
}

async function copy(client: pg.Client, into: string, rows: readonly string[]): Promise<void> {
  const stream = client.query(copyFrom(`copy ${into} from stdin`));
  const done = once(stream, 'finish');
  stream.end(rows.join(''));
  await done;
}

/** As the log makes it of a topic and a receipt key. */
function digest(topic: string, event: Event): string {
  return createHash('sha256')
    .update(`${topic}\n${receiptKey(event)}`)
    .digest('hex')
    .slice(0, 32);
}

/** The log has to know the last event, at the place where it was put. */
async function assertConsistent(log: EventLog, event: Event): Promise<void> {
  const [answer] = await log.append(topicOf(event), [{ key: keyOf(event), event }]);
  const [head] = (await storyHeads(log)).filter(
    ({ topic, partition }) => topic === answer?.position.topic && partition === answer.position.partition,
  );
  if (answer?.duplicate && head && head.offset === answer.position.offset + 1) return;
  throw new Error('The log does not know what was put there by COPY: how it keeps receipts has changed.');
}
