import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nabFiles } from '../src/series/nab-files.js';
import { backgrounds, synthetic } from '../src/series/synthetic.js';

describe('synthetic series', () => {
  const all = synthetic(5, 2);

  it('are the same for a seed, and others for another', () => {
    expect(synthetic(5, 2)).toEqual(all);
    expect(synthetic(6, 2)).not.toEqual(all);
  });

  it('are of every kind, with times that rise, and with faults behind the probation and within the series', () => {
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(backgrounds.length);
    for (const { points, anomalies } of all) {
      expect(points.every(({ t }, n) => n === 0 || t > (points[n - 1]?.t ?? 0))).toBe(true);
      for (const { from, to } of anomalies) {
        expect(from).toBeGreaterThan(0.15 * points.length);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(points.length);
      }
    }
  });
});

describe('a copy of NAB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hormesis-nab-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read with its windows, by their times', () => {
    mkdirSync(join(folder, 'data', 'real'), { recursive: true });
    mkdirSync(join(folder, 'labels'));
    const rows = Array.from(
      { length: 12 },
      (_, n) => `2014-04-01 00:${String(n * 5).padStart(2, '0')}:00,${n / 2}`,
    );
    writeFileSync(join(folder, 'data', 'real', 'a.csv'), `timestamp,value\n${rows.join('\n')}\n`);
    const windows = [['2014-04-01 00:10:00.000000', '2014-04-01 00:20:00.000000']];
    writeFileSync(join(folder, 'labels', 'combined_windows.json'), JSON.stringify({ 'real/a.csv': windows }));
    const [series] = nabFiles(folder);
    expect(series).toMatchObject({
      kind: 'real',
      windows: [{ first: 2, last: 4 }],
      anomalies: [{ from: 2, to: 5 }],
    });
    expect(series?.points).toHaveLength(12);
    expect(series?.points[3]).toEqual({ t: Date.UTC(2014, 3, 1, 0, 15), value: 1.5 });
  });
});
