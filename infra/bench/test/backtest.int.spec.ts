import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('../dist/backtest.bench.js', import.meta.url));

it('the benchmark of backtests replays a rule over all of the archive that it made', async () => {
  const options = ['--json', '--services', '30', '--days', '1', '--window', '60'];
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...options]);
  expect(JSON.parse(stdout)).toMatchObject({ windows: 30 * 24 * 60, evaluations: 24 * 60, firings: 1 });
});
