import type { TimelineEntry } from '@hormesis/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bin } from '../src/timeline/bins.js';
import { chartCommand } from '../src/timeline/chart-keys.js';
import { outcomes, toColumns } from '../src/timeline/columns.js';
import { densityImage } from '../src/timeline/density-image.js';
import { hitTest } from '../src/timeline/hit-test.js';
import { neighbour } from '../src/timeline/neighbour.js';
import { lowerBound } from '../src/timeline/search-sorted.js';
import { ticks } from '../src/timeline/ticks.js';
import { fit, pan, reveal, span, toPixel, toTime, zoom } from '../src/timeline/time-range.js';
import { manyEntries } from './mock/timeline-fixtures.js';

const now = Date.UTC(2026, 10, 16, 12);
const range = fc
  .tuple(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 1000, max: 1e10 }))
  .map(([from, length]) => ({ from, to: from + length }));

function entry(eventId: string, time: number, more: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    ...(manyEntries(now, 1)[0] as TimelineEntry),
    eventId,
    time: new Date(time).toISOString(),
    lane: 'a',
    outcome: 'neutral',
    ...more,
  };
}

describe('the range in view', () => {
  it('maps times to pixels and back', () => {
    fc.assert(
      fc.property(range, fc.double({ min: 0, max: 1, noNaN: true }), (view, share) => {
        const time = view.from + share * span(view);
        expect(toTime(view, 1000, toPixel(view, 1000, time))).toBeCloseTo(time, 2);
      }),
    );
  });

  it('zooms without moving what is under the pointer', () => {
    fc.assert(
      fc.property(range, fc.double({ min: 0.5, max: 2, noNaN: true }), (view, factor) => {
        const at = view.from + span(view) / 3;
        const closer = zoom(view, factor, at);
        expect(toPixel(closer, 900, at)).toBeCloseTo(300, 3);
        expect(closer.from).toBeLessThan(closer.to);
      }),
    );
  });

  it('does not zoom closer than one can see, nor further than one lives', () => {
    expect(span(zoom({ from: 0, to: 1000 }, 0.0001))).toBe(200);
    expect(span(zoom({ from: 0, to: 1000 }, 1e15))).toBe(20 * 365 * 86_400_000);
  });

  it('pans by a share of itself', () => {
    expect(pan({ from: 0, to: 100 }, -0.25)).toEqual({ from: -25, to: 75 });
  });

  it('fits all times with a margin, a single one too', () => {
    expect(fit([0, 100_000])).toEqual({ from: -4000, to: 104_000 });
    expect(span(fit([5]))).toBeGreaterThan(60_000);
  });

  it('moves just so far that a time is in view, and stays where it is otherwise', () => {
    const view = { from: 0, to: 100 };
    expect(reveal(view, 50)).toBe(view);
    expect(reveal(view, 150)).toEqual({ from: 60, to: 160 });
    expect(reveal(view, -50)).toEqual({ from: -60, to: 40 });
  });
});

describe('the axis', () => {
  it('puts round times at a readable distance', () => {
    fc.assert(
      fc.property(range, (view) => {
        const shown = ticks(view, 1200, 88);
        expect(shown.length).toBeLessThanOrEqual(1200 / 88 + 1);
        expect(shown.every(({ time }) => time >= view.from && time <= view.to)).toBe(true);
      }),
    );
  });

  it('says the day at midnight and the second when close', () => {
    const midnight = Date.UTC(2026, 10, 17);
    expect(
      ticks({ from: midnight - 3_600_000, to: midnight + 3_600_000 }, 600).map(({ label }) => label),
    ).toContain('17 Nov');
    expect(ticks({ from: now, to: now + 10_000 }, 900)[0]?.label).toBe('12:00:00');
  });
});

describe('columns', () => {
  it('are in order of time, and of position where times are equal', () => {
    const columns = toColumns([
      entry('late', now + 5),
      entry('second', now, { position: 'log/1/10' }),
      entry('first', now, { position: 'log/1/9' }),
    ]);
    expect(columns.entries.map(({ eventId }) => eventId)).toEqual(['first', 'second', 'late']);
  });

  it('have the wished lanes first and `other` last', () => {
    const columns = toColumns(
      [entry('1', 1, { lane: 'other' }), entry('2', 2, { lane: 'b' }), entry('3', 3, { lane: 'a' })],
      ['a', 'absent'],
    );
    expect(columns.lanes).toEqual(['a', 'b', 'other']);
  });
});

describe('bins', () => {
  const columns = toColumns(manyEntries(now, 5000));

  it('count every entry in view once, and no other', () => {
    const times = fc.integer({ min: now - 1420 * 60_000, max: now });
    fc.assert(
      fc.property(
        times,
        times,
        fc.integer({ min: 50, max: 2000 }),
        fc.constantFrom(1, 12),
        (a, b, width, cell) => {
          const view = { from: Math.min(a, b), to: Math.max(a, b) + 1 };
          const bins = bin(columns, view, width, cell);
          const expected = columns.times.filter((time) => time >= view.from && time < view.to).length;
          expect(bins.visible).toBe(expected);
          expect(bins.count.reduce((sum, count) => sum + count, 0)).toBe(expected);
        },
      ),
    );
  });

  it('show the gravest entry of a cell', () => {
    const three = toColumns([
      entry('1', 10),
      entry('2', 11, { outcome: 'bad' }),
      entry('3', 12, { outcome: 'good' }),
    ]);
    const bins = bin(three, { from: 0, to: 1000 }, 100, 10);
    expect(bins.count[0]).toBe(3);
    expect(outcomes[bins.worst[0] ?? 0]).toBe('bad');
    expect(three.entries[bins.shown[0] ?? -1]?.eventId).toBe('2');
  });

  it('of 100,000 entries are made within a frame, and painted', () => {
    const many = toColumns(manyEntries(now, 100_000));
    const view = fit(many.times);
    const started = performance.now();
    const bins = bin(many, view, 1400, 1);
    const took = performance.now() - started;
    expect(bins.visible).toBe(100_000);
    expect(took).toBeLessThan(50);
    const pixels = densityImage(bins, 32, { rest: [1, 1, 1], bad: [2, 2, 2] });
    expect(pixels.length).toBe(1400 * many.lanes.length * 32 * 4);
  });
});

it('a dense place is painted taller the more there is, the bad part at its foot', () => {
  const columns = toColumns([
    ...Array.from({ length: 7 }, (_, index) => entry(`${index}`, 10)),
    entry('bad', 10, { outcome: 'bad' }),
    entry('alone', 500),
  ]);
  const pixels = densityImage(bin(columns, { from: 0, to: 1000 }, 100, 1), 32, {
    rest: [1, 1, 1],
    bad: [2, 2, 2],
  });
  const column = (x: number) =>
    Array.from({ length: 32 }, (_, y) => pixels[(y * 100 + x) * 4] ?? 0).filter(Boolean);
  expect(column(1)).toEqual([...Array(21).fill(1), 2, 2, 2]);
  expect(column(50)).toHaveLength(8);
  expect(column(70)).toEqual([]);
});

describe('pointing at an entry', () => {
  const columns = toColumns([
    entry('left', 100),
    entry('other lane', 110, { lane: 'b' }),
    entry('right', 130),
    entry('bad', 130, { outcome: 'bad', position: 'z' }),
  ]);
  const view = { from: 0, to: 1000 };
  const at = (lane: number, x: number) =>
    columns.entries[hitTest(columns, view, 1000, lane, x) ?? -1]?.eventId;

  it('finds the nearest of the lane', () => {
    expect(at(0, 108)).toBe('left');
    expect(at(1, 108)).toBe('other lane');
  });
  it('prefers the gravest of equally near ones', () => {
    expect(at(0, 128)).toBe('bad');
  });
  it('finds nothing far from all', () => {
    expect(at(0, 300)).toBeUndefined();
  });
  it('goes on to the next and the previous of the lane', () => {
    expect(neighbour(columns, 0, 1)).toBe(2);
    expect(neighbour(columns, 2, -1)).toBe(0);
    expect(neighbour(columns, undefined, -1)).toBe(3);
    expect(neighbour(columns, 1, 1)).toBeUndefined();
  });
});

it('the lower bound is the first place that is not below', () => {
  const sorted = fc.array(fc.integer({ min: 0, max: 50 })).map((all) => Float64Array.from(all).sort());
  fc.assert(
    fc.property(sorted, fc.integer({ min: -1, max: 51 }), (values, wanted) => {
      const found = values.findIndex((value) => value >= wanted);
      expect(lowerBound(values, wanted)).toBe(found < 0 ? values.length : found);
    }),
  );
});

it('keys with Ctrl, Alt or Meta are left to the browser', () => {
  const key = { key: 'w', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  expect(chartCommand(key)).toEqual({ act: 'zoom', factor: 0.75 });
  expect(chartCommand({ ...key, ctrlKey: true })).toBeUndefined();
  expect(chartCommand({ ...key, key: 'x' })).toBeUndefined();
});
