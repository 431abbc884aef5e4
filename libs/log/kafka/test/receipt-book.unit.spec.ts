import { describe, expect, it } from 'vitest';
import { ReceiptBook } from '../src/receipt-book.js';
import { ReceiptsInMemory } from './receipts-in-memory.js';

const position = { topic: 't', partition: 0, offset: 7 };

describe('a receipt book', () => {
  it('recognises an event though its receipt could not be stored, and stores it with the next', async () => {
    const store = new ReceiptsInMemory();
    let isAway = true;
    const book = new ReceiptBook({
      find: (topic, keys) => store.find(topic, keys),
      record: async (receipts) => {
        if (isAway) throw new Error('database away');
        await store.record(receipts);
      },
    });
    await expect(book.record([{ key: '/a\n1', position }])).rejects.toThrow('database away');
    expect(await book.find('t', ['/a\n1'])).toEqual(new Map([['/a\n1', position]]));
    expect(await book.find('another', ['/a\n1'])).toEqual(new Map());

    isAway = false;
    await book.record([]);
    expect(await store.find('t', ['/a\n1'])).toEqual(new Map([['/a\n1', position]]));
  });
});
