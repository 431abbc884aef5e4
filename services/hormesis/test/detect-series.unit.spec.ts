import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { detectSeries } from '../src/detect/detect-series.js';
import { seriesPointOf } from '../src/detect/series-line.js';

describe('a line of hormesis detect --series', () => {
  it.each([
    ['{"t": 1000, "value": 2.5}', { t: 1000, value: 2.5 }],
    ['{"t": "2026-01-05T01:00:00Z", "value": -3}', { t: Date.parse('2026-01-05T01:00:00Z'), value: -3 }],
    ['{"t": 1, "value": "7"}', { t: 1, value: 7 }],
    ['{"t": 1, "value": null}', { t: 1, value: null }],
    ['{"t": 1, "value": NaN}', { t: 1, value: null }],
    ['{"value": -Infinity, "t": 1}', { t: 1, value: null }],
    ['{"t": 1, "value": "NaN"}', { t: 1, value: null }],
    ['{"t": 1, "value": ""}', { t: 1, value: null }],
    ['{"t": 1}', { t: 1, value: null }],
  ])('is a point, with or without a value: %s', (text, point) => {
    expect(seriesPointOf(text)).toEqual(point);
  });

  it.each([
    ['1, 2', /not JSON/],
    ['[1, 2]', /no JSON object/],
    ['{"t": 1, "val": 3}', /no “value”, only “val”: give/],
    ['{"value": 3}', /“t” is no time/],
    ['{"t": "soon", "value": 3}', /“t” is no time/],
  ])('is refused with what is wrong: %s', (text, reason) => {
    expect(() => seriesPointOf(text)).toThrow(reason);
  });
});

describe('scoring lines', () => {
  afterEach(() => vi.restoreAllMocks());

  it('prints a score for every point, with its time', async () => {
    const printed = await outputOf([
      '{"t": 1, "value": 1}',
      '{"t": 2, "value": null}',
      '{"t": 3, "value": 1}',
    ]);
    expect(printed.map(({ t }) => t)).toEqual([1, 2, 3]);
    for (const { score } of printed) expect(score).toBe(0);
  });

  it('names the line that it cannot read, or passes over it', async () => {
    const lines = ['{"t": 1, "value": 1}', 'what?', '{"t": 3, "value": 1}'];
    await expect(outputOf(lines)).rejects.toThrow(/Line 2 cannot be read/);
    vi.restoreAllMocks();
    expect(await outputOf(lines, { skipBad: true })).toHaveLength(2);
  });
});

async function outputOf(texts: string[], options = {}): Promise<{ t: number; score: number }[]> {
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
  await detectSeries(Readable.from(texts.map((text, n) => ({ number: n + 1, text }))), options);
  return printed.map((text) => JSON.parse(text) as { t: number; score: number });
}
