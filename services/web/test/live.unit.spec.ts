import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followStream, type StreamState } from '../src/live/event-stream.js';
import { gather } from '../src/live/gather.js';
import { incidentTimeline } from './mock/timeline-fixtures.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('gathering', () => {
  it('hands on the first at once and the rest together', () => {
    const delivered: string[][] = [];
    const gathered = gather<string>(1000, (values) => delivered.push([...values]));
    gathered.add(['a']);
    gathered.add(['b', 'c']);
    gathered.add(['b']);
    expect(delivered).toEqual([['a']]);
    vi.advanceTimersByTime(1000);
    expect(delivered).toEqual([['a'], ['b', 'c']]);
    vi.advanceTimersByTime(5000);
    gathered.add(['d']);
    expect(delivered).toHaveLength(3);
  });

  it('drops what waits when it is stopped', () => {
    const deliver = vi.fn();
    const gathered = gather<string>(1000, deliver);
    gathered.add(['a']);
    gathered.add(['b']);
    gathered.stop();
    vi.advanceTimersByTime(5000);
    expect(deliver).toHaveBeenCalledTimes(1);
  });
});

describe('following the stream', () => {
  class FakeSource extends EventTarget {
    readyState = 1;
    closed = false;
    close() {
      this.closed = true;
    }
    fail(readyState: number) {
      this.readyState = readyState;
      this.dispatchEvent(new Event('error'));
    }
    say(data: string) {
      this.dispatchEvent(new MessageEvent('timeline', { data }));
    }
  }

  function follow() {
    const sources: FakeSource[] = [];
    const states: StreamState[] = [];
    const entries: string[] = [];
    const stop = followStream({
      open: () => {
        const source = new FakeSource();
        sources.push(source);
        return source as unknown as EventSource;
      },
      onState: (state) => states.push(state),
      onEntry: (entry) => entries.push(entry.eventId),
      retryAfter: 3000,
    });
    return { sources, states, entries, stop };
  }

  it('hands on entries and leaves out what is none', () => {
    const { sources, entries } = follow();
    sources[0]?.say(JSON.stringify(incidentTimeline(Date.now())[0]));
    sources[0]?.say('{"not":"an entry"}');
    sources[0]?.say('not JSON');
    expect(entries).toEqual(['evt-deploy-pay']);
  });

  it('waits for the browser while that retries, and opens the stream again once it has given up', () => {
    const { sources, states } = follow();
    sources[0]?.fail(0);
    vi.advanceTimersByTime(10_000);
    expect(sources).toHaveLength(1);
    sources[0]?.fail(2);
    vi.advanceTimersByTime(3000);
    expect(sources).toHaveLength(2);
    sources[1]?.dispatchEvent(new Event('open'));
    expect(states).toEqual(['lost', 'lost', 'open']);
  });

  it('ends when it is stopped', () => {
    const { sources, stop } = follow();
    sources[0]?.fail(2);
    stop();
    vi.advanceTimersByTime(10_000);
    expect(sources).toHaveLength(1);
    expect(sources[0]?.closed).toBe(true);
  });
});
