import { PassThrough } from 'node:stream';
import { FlagSet, flagDecider } from '@hormesis/flags';
import { describe, expect, it, vi } from 'vitest';
import { ChangeFeed } from '../src/stream-changes/change-feed.js';
import { EventStream } from '../src/stream-changes/event-stream.js';
import { EventStreams, mostStreams } from '../src/stream-changes/event-streams.js';
import { FlagBoard } from '../src/sync-flags/flag-board.js';

/** A client that takes `bytes` before it has to be waited for. */
function client(bytes: number) {
  const out = new PassThrough({ highWaterMark: bytes });
  let newest = '';
  const stream = new EventStream(out, () => newest);
  const send = (message: string) => {
    newest = message;
    stream.send(message);
  };
  const read = () => String(out.read() ?? '');
  return { out, stream, send, read };
}

describe('a client of the change stream', () => {
  it('gets each message while it keeps up', () => {
    const { send, read } = client(1_000);
    send('one ');
    send('two ');
    expect(read()).toBe('one two ');
  });

  it('that is slow gets only the newest of what it missed, and costs no memory meanwhile', async () => {
    const { out, send, read } = client(4);
    send('first ');
    for (let n = 0; n < 10_000; n++) send(`${n} `);
    expect(out.writableLength + out.readableLength).toBeLessThan(20);
    let got = '';
    await vi.waitFor(() => {
      got += read();
      expect(got).toBe('first 9999 ');
    });
  });

  it('that takes nothing for half a minute is let go, and one that keeps up is not', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const slow = client(4);
    const quick = client(1_000);
    for (const { send } of [slow, quick]) {
      send('first ');
      send('second ');
    }
    vi.advanceTimersByTime(31_000);
    for (const { stream } of [slow, quick]) stream.beat();
    expect(slow.out.destroyed).toBe(true);
    expect(quick.out.destroyed).toBe(false);
    expect(quick.read()).toBe('first second : alive\n\n');
    vi.useRealTimers();
  });
});

describe('all clients of the change stream', () => {
  it('are only so many, and one that goes makes room', () => {
    const feed = new ChangeFeed(new FlagBoard(new FlagSet()));
    const streams = new EventStreams(feed);
    const clients = Array.from({ length: mostStreams }, () => new PassThrough());
    for (const out of clients) streams.add(out, undefined);
    expect(streams.isFull).toBe(true);
    clients[0]?.emit('close');
    expect(streams.isFull).toBe(false);
    streams.onModuleDestroy();
    feed.onModuleDestroy();
  });

  it('hear once of all that changes in one turn', async () => {
    const board = new FlagBoard(new FlagSet());
    const feed = new ChangeFeed(board);
    const streams = new EventStreams(feed);
    const out = new PassThrough();
    streams.add(out, undefined);
    const definition = { state: 'ENABLED' as const, variants: { on: true }, defaultVariant: 'on' };
    for (const key of ['a', 'b', 'c']) {
      board.take({ ...flagDecider.initial(key), definition, revision: 1 });
    }
    await new Promise((resolve) => setImmediate(resolve));
    const sent = String(out.read());
    expect(sent.match(/refetchEvaluation/g)).toHaveLength(2);
    expect(sent).toContain(`id: ${board.set.version}\n`);
    streams.onModuleDestroy();
    feed.onModuleDestroy();
  });
});
