import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { EventStream } from '../src/stream-changes/event-stream.js';

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
