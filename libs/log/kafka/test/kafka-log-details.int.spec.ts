import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startKafkaBroker } from '@hormesis/kafka-broker';
import { isReadable, type LogBatch } from '@hormesis/log';
import { startTestKafka } from '@hormesis/testing';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KafkaLog, type KafkaLogOptions } from '../src/index.js';
import { entry, until } from './helpers.js';
import { ReceiptsInMemory } from './receipts-in-memory.js';

const run = promisify(execFile);
const opened: KafkaLog[] = [];
let kafka: Awaited<ReturnType<typeof startTestKafka>>;

beforeAll(async () => {
  kafka = await startTestKafka();
});
afterAll(() => Promise.all(opened.map((log) => log.close())));

function open(options: Partial<KafkaLogOptions> = {}): KafkaLog {
  const log = new KafkaLog({
    brokers: kafka.brokers,
    receipts: new ReceiptsInMemory(),
    partitions: 4,
    topicPrefix: kafka.prefix,
    ...options,
  });
  opened.push(log);
  return log;
}

const idsOf = ({ records }: LogBatch) =>
  records.flatMap((record) => (isReadable(record) ? [record.event.id] : []));

describe('the log on Kafka', () => {
  it('can be read with kcat: the envelope in ce_ headers, the service as key', async () => {
    await open().append('hormesis.changes', [entry('checkout', 7, 'e-1')]);
    const { stdout } = await run('kcat', [
      ...['-b', String(kafka.brokers), '-t', `${kafka.prefix}hormesis.changes`],
      ...['-C', '-e', '-q', '-f', '%k | %h | %s'],
    ]);
    const [key, headers = '', value = ''] = stdout.split(' | ');
    expect(key).toBe('checkout');
    expect(headers.split(',')).toEqual(
      expect.arrayContaining([
        'ce_specversion=1.0',
        'ce_id=e-1',
        'ce_source=/test',
        'ce_type=dev.cdevents.service.deployed.0.3.0',
        'content-type=application/json',
      ]),
    );
    expect(JSON.parse(value)).toMatchObject({ subject: { id: 'checkout' } });
  });

  it('keeps events for ever, signals for 30 days', async () => {
    const log = open();
    await log.heads('hormesis.incidents');
    await log.heads('hormesis.signals');
    expect(await retentionOf('hormesis.incidents')).toBe('-1');
    expect(await retentionOf('hormesis.signals')).toBe(String(30 * 24 * 3600 * 1000));
  });

  it('reads on over what a transaction of somebody else leaves on a topic', async () => {
    const log = open({ partitions: 1 });
    await log.append('transacted', [entry('checkout', 1, 'before')]);
    const client = new Kafka({ brokers: kafka.brokers, logLevel: logLevel.NOTHING });
    const producer = client.producer({
      transactionalId: `${kafka.prefix}foreign`,
      idempotent: true,
      maxInFlightRequests: 1,
    });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({
      topic: `${kafka.prefix}transacted`,
      messages: [{ key: 'checkout', value: 'no event' }],
    });
    await transaction.commit();
    await producer.disconnect();
    const readAll = () => log.read({ topic: 'transacted', partition: 0, offset: 0 }, 100);
    // The broker answers a commit before it has marked the partitions.
    await expect.poll(async () => (await readAll()).records.length, { timeout: 10_000 }).toBe(2);
    const all = await readAll();
    expect(all.nextOffset).toBe(all.head);
    const end = await log.read({ topic: 'transacted', partition: 0, offset: all.head - 1 }, 100);
    expect(end).toMatchObject({ records: [], nextOffset: all.head, head: all.head });
  });

  it('leaves a topic with another number of partitions as it is, and says so', async () => {
    const warnings: string[] = [];
    await open({ partitions: 2 }).heads('two');
    const log = open({ report: { warn: (message) => warnings.push(message), debug: () => undefined } });
    expect(await log.heads('two')).toHaveLength(2);
    expect(warnings).toEqual([expect.stringMatching(/two has 2 partitions, 4 are configured\./)]);
  });

  it('takes a large append whole', async () => {
    const log = open();
    const entries = Array.from({ length: 3000 }, (_, n) => entry('checkout', n));
    const appended = await log.append('large', entries);
    const first = appended[0]?.position ?? { topic: 'large', partition: 0, offset: 0 };
    expect(appended.map(({ position }) => position.offset)).toEqual(entries.map((_, n) => first.offset + n));
    expect(idsOf(await log.read(first, 5000))).toEqual(entries.map(({ event }) => event.id));
  });

  it('recognises an event, sent again to a running copy, of a copy that died before it could store receipts', async () => {
    const receipts = new ReceiptsInMemory();
    const running = open({ receipts });
    await running.append('copies', [entry('checkout', 1)]);
    const dying = open({
      receipts: {
        claim: (topic, intents) => receipts.claim(topic, intents),
        record: () => Promise.reject(new Error('killed')),
      },
    });
    const event = entry('checkout', 2);
    await dying.append('copies', [event]);
    const [later] = await running.append('copies', [entry('checkout', 3)]);
    const [again] = await running.append('copies', [event]);
    const { partition = 0, offset = 0 } = later?.position ?? {};
    expect(again).toEqual({
      position: { topic: 'copies', partition, offset: offset - 1 },
      duplicate: true,
    });
    expect((await running.heads('copies'))[partition]?.offset).toBe(3);
  });

  it('shows the lag of a group to the tools of Kafka', async () => {
    const log = open();
    const [appended] = await log.append('lag', [entry('checkout', 1)]);
    const handled: string[] = [];
    const reader = await log.consume({
      group: 'projector',
      topics: ['lag'],
      positionOf: async () => 0,
      handle: async (batch) => {
        handled.push(...idsOf(batch));
      },
    });
    await until('the event', () => handled.length === 1);
    await reader.stop();
    const admin = client().admin();
    await admin.connect();
    const [offsets] = await admin.fetchOffsets({
      groupId: `${kafka.prefix}projector`,
      topics: [`${kafka.prefix}lag`],
    });
    await admin.disconnect();
    const committed = offsets?.partitions.find(({ partition }) => partition === appended?.position.partition);
    expect(committed?.offset).toBe('1');
  });

  it('refuses a position beyond the head, and goes on once it is mended', async () => {
    const log = open();
    await log.append('remade', [entry('checkout', 1)]);
    const errors: string[] = [];
    const handled: string[] = [];
    let position = 1000;
    await log.consume({
      topics: ['remade'],
      positionOf: async () => position,
      handle: async (batch) => {
        handled.push(...idsOf(batch));
      },
      onError: (error) => errors.push(String(error)),
    });
    expect(errors[0]).toMatch(/position 1000 in remade\/\d lies beyond the head \d: the topic was made anew/);
    position = 0;
    await until('the event', () => handled.length === 1);
  });

  it('goes on from the oldest record where older ones were trimmed, and says so', async () => {
    const log = open({ partitions: 1 });
    await log.append(
      'trimmed',
      [1, 2, 3].map((n) => entry('checkout', n, `t-${n}`)),
    );
    const admin = client().admin();
    await admin.connect();
    await admin.fetchTopicOffsets(`${kafka.prefix}trimmed`); // kafkajs trims only topics that it has seen
    await admin.deleteTopicRecords({
      topic: `${kafka.prefix}trimmed`,
      partitions: [{ partition: 0, offset: '2' }],
    });
    await admin.disconnect();
    const errors: string[] = [];
    const handled: string[] = [];
    await log.consume({
      topics: ['trimmed'],
      positionOf: async () => 1,
      handle: async (batch) => {
        handled.push(...idsOf(batch));
      },
      onError: (error) => errors.push(String(error)),
    });
    await until('the rest', () => handled.length === 1);
    expect({ handled, errors }).toEqual({
      handled: ['t-3'],
      errors: ['Error: Offsets 1 to 1 of trimmed/0 are no longer on the log.'],
    });
    expect(idsOf(await log.read({ topic: 'trimmed', partition: 0, offset: 0 }, 10))).toEqual(['t-3']);
  });

  it('says in one sentence that it cannot be reached', async () => {
    const log = open({ brokers: ['127.0.0.1:1'] });
    await expect(log.check()).rejects.toThrow(/^The log does not answer \(Kafka at 127\.0\.0\.1:1\): .+\.$/);
  });
});

describe('when the broker goes away and comes back', () => {
  it('appends and readers go on, and nothing is lost or doubled', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'hormesis-kafka-'));
    let broker = await startKafkaBroker({ directory });
    const port = Number(broker.brokers[0]?.split(':')[1]);
    const log = open({ brokers: broker.brokers });
    const handled: string[] = [];
    const position = new Map<number, number>();
    await log.consume({
      group: 'survivor',
      topics: ['restart'],
      positionOf: async ({ partition }) => position.get(partition) ?? 0,
      handle: async (batch) => {
        handled.push(...idsOf(batch));
        position.set(batch.partition, batch.nextOffset);
      },
    });
    await log.append('restart', [entry('checkout', 1, 'before')]);
    await until('the first event', () => handled.length === 1);

    await broker.stop();
    broker = await startKafkaBroker({ directory, port });
    await untilAppended(log, 'after');
    await until('the second event', () => handled.length === 2, 90_000);
    expect(handled).toEqual(['before', 'after']);
    await log.close();
    await broker.stop();
    await rm(directory, { recursive: true });
  }, 150_000);
});

async function untilAppended(log: KafkaLog, id: string): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      await log.append('restart', [entry('checkout', 2, id)]);
      return;
    } catch {
      // sent again, as the port asks for
    }
  }
  throw new Error('the log did not come back');
}

function client(): Kafka {
  return new Kafka({ brokers: kafka.brokers, logLevel: logLevel.NOTHING });
}

async function retentionOf(topic: string): Promise<string | undefined> {
  const admin = client().admin();
  await admin.connect();
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: 2, name: `${kafka.prefix}${topic}`, configNames: ['retention.ms'] }],
  });
  await admin.disconnect();
  return resources[0]?.configEntries[0]?.configValue;
}
