import { createServer, type Socket } from 'node:net';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../src/index.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase();
});
afterAll(() => test.drop());

describe('Database', () => {
  it('gives up a statement that takes longer than its caller wants to wait, and the connection with it', async () => {
    const narrow = new Database(test.url, { maxConnections: 1 });
    const failure = narrow.query('select pg_sleep(20)', [], { patienceMs: 200 });
    await expect(failure).rejects.toMatchObject({ code: 'ETIMEDOUT', isTransient: true });
    expect(await narrow.query('select 1 as one')).toEqual([{ one: 1 }]);
    await narrow.close();
  });

  it('says so within a few seconds when something takes the connection and never answers', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const mute = new Database(`postgres://ana@127.0.0.1:${port}/ops`);
    const since = performance.now();
    await expect(mute.check()).rejects.toThrow(/does not answer: no answer within 3 s/);
    expect(performance.now() - since).toBeLessThan(5_000);
    for (const socket of sockets) socket.destroy();
    silent.close();
    await mute.close();
  });
});
