import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeChunk, encodeChunk, type WindowOfPlace } from '../src/index.js';

const count = fc.integer({ min: 0, max: 2 ** 40 });
const anyWindow: fc.Arbitrary<WindowOfPlace> = fc
  .record({
    source: fc.constantFrom('', '/a', '/b'),
    start: fc.integer({ min: 0, max: 4e12 }),
    durationMs: fc.integer({ min: 1, max: 60_000 }),
    total: count,
    bad: count,
    lag: fc.integer({ min: -100_000, max: 1e9 }),
    latency: fc.option(
      fc.record({
        count,
        sumMs: fc.double({ min: 0, max: 1e12, noNaN: true }),
        le: fc.dictionary(fc.constantFrom('5', '10', '250', '+Inf'), count, { minKeys: 1 }),
      }),
      { nil: undefined },
    ),
  })
  .map(({ lag, latency, ...window }) => ({
    ...window,
    seenAt: window.start + window.durationMs + lag,
    ...(latency ? { latency: { ...latency, le: { ...latency.le } } } : {}),
  }));

function read(bytes: Uint8Array): WindowOfPlace[] {
  const windows: WindowOfPlace[] = [];
  decodeChunk(bytes, (source, start, durationMs, total, bad, seenAt, latency) =>
    windows.push({ source, start, durationMs, total, bad, seenAt, ...(latency ? { latency } : {}) }),
  );
  return windows;
}

describe('a chunk', () => {
  it('holds what was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(anyWindow, { maxLength: 40 }), (windows) => {
        expect(read(encodeChunk(windows))).toEqual(windows);
      }),
    );
  });

  it('takes few bytes for a steady emitter', () => {
    const steady = Array.from({ length: 8_640 }, (_, n) => ({
      source: '/checkout',
      start: 1_790_000_000_000 + n * 10_000,
      durationMs: 10_000,
      total: 500 + (n % 17),
      bad: n % 3,
      seenAt: 1_790_000_010_000 + n * 10_000 + (n % 7),
    }));
    expect(encodeChunk(steady).length / steady.length).toBeLessThan(7);
  });

  it('is refused when it is cut short or of another version', () => {
    const bytes = encodeChunk([{ start: 0, durationMs: 1, total: 300, bad: 0, seenAt: 1 }]);
    expect(() => read(bytes.subarray(0, bytes.length - 1))).toThrow(/ends in the middle/);
    expect(() => read(Uint8Array.of(9, ...bytes.subarray(1)))).toThrow(/version 9/);
    expect(() => read(Uint8Array.of(...bytes, 0))).toThrow(/goes on/);
  });
});
