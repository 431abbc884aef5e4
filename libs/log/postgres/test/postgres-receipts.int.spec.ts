import { derivedId } from '@hormesis/events';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresReceipts } from '../src/index.js';

describe('PostgresReceipts', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await startTestDatabase();
  });
  afterAll(() => test.drop());

  const at = (topic: string, offset: number) => ({ topic, partition: 1, offset });

  it('keeps the first note of a key, each topic for itself', async () => {
    const receipts = await PostgresReceipts.open(test.database);
    const key = `/source\n${derivedId('a')}`;
    await receipts.record([
      { key, position: at('a', 5) },
      { key: 'other', position: at('a', 6) },
    ]);
    await receipts.record([
      { key, position: at('a', 9) },
      { key, position: at('b', 1) },
    ]);
    const claim = (topic: string, ...keys: string[]) =>
      receipts.claim(
        topic,
        keys.map((key) => ({ key, least: at(topic, 0) })),
      );
    expect((await claim('a', key, 'other', 'unknown')).known).toEqual(
      new Map([
        [key, at('a', 5)],
        ['other', at('a', 6)],
      ]),
    );
    expect((await claim('b', key)).known).toEqual(new Map([[key, at('b', 1)]]));
  });

  it('tells who asks next that an event may be on the log, and from where on, until it is settled', async () => {
    const receipts = await PostgresReceipts.open(test.database);
    const claim = (offset: number) => receipts.claim('c', [{ key: 'announced', least: at('c', offset) }]);
    expect(await claim(7)).toEqual({ known: new Map(), open: new Map() });
    expect(await claim(9)).toEqual({ known: new Map(), open: new Map([['announced', at('c', 7)]]) });
    await receipts.record([{ key: 'announced', position: at('c', 8) }]);
    expect(await claim(10)).toEqual({ known: new Map([['announced', at('c', 8)]]), open: new Map() });
  });

  it('lets one of several that ask at the same instant be the first', async () => {
    const receipts = await PostgresReceipts.open(test.database);
    const intents = Array.from({ length: 50 }, (_, n) => ({ key: `at-once-${n}`, least: at('d', 0) }));
    const claims = await Promise.all(Array.from({ length: 8 }, () => receipts.claim('d', intents)));
    for (const { key } of intents) expect(claims.filter(({ open }) => open.has(key))).toHaveLength(7);
  });
});
