import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('../dist/as-of.bench.js', import.meta.url));

it('the benchmark of answers as of then asks each question in each way, of a small system too', async () => {
  const options = ['--json', '--events', '3000', '--times', '3'];
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...options]);
  const { milliseconds } = JSON.parse(stdout);
  expect(Object.keys(milliseconds)).toHaveLength(9);
  for (const of of Object.values<Record<string, { count: number; p50: number }>>(milliseconds)) {
    expect(Object.keys(of)).toEqual(['at', 'known', 'position']);
    for (const { count, p50 } of Object.values(of)) {
      expect(count).toBeGreaterThan(0);
      expect(p50).toBeGreaterThan(0);
    }
  }
});
