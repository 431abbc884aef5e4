import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dataFolder, type Instance, start } from './harness/instance.js';

const folder = dataFolder();
afterAll(() => folder.remove());

/** The processes whose command line names this folder. */
function runningIn(path: string): { pid: number; command: string }[] {
  return execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(path) && !line.includes('ps -eo'))
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim().replace(/^\d+ /, '') }));
}

const postmaster = ({ data }: Instance, log: string) =>
  Number(readFileSync(join(data, log, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
const broker = ({ data }: Instance) =>
  runningIn(join(data, 'kafka', 'broker')).find(({ command }) => /^\S*java /.test(command))?.pid ?? 0;

describe.each([
  ['Postgres', false, (instance: Instance) => postmaster(instance, 'embedded')],
  ['Postgres', true, (instance: Instance) => postmaster(instance, 'kafka')],
  ['Kafka', true, broker],
] as const)('when %s dies (kafka: %s)', (name, kafka, pidOf) => {
  it('says so in one line, stops everything and fails', async () => {
    const data = join(folder.path, `${name}-${kafka}`);
    const instance = await start({ data, kafka });
    const ended = new Promise<number | null>((resolve) => instance.process.once('close', resolve));
    const pid = pidOf(instance);
    expect(pid).toBeGreaterThan(0);
    const killed = performance.now();
    process.kill(pid, 'SIGKILL');
    expect(await ended).toBe(1);
    expect(performance.now() - killed).toBeLessThan(20_000);
    const told = instance
      .said()
      .split('\n')
      .filter((line) => line.startsWith('hormesis:'));
    expect(told).toEqual([expect.stringContaining(`${name}`)]);
    expect(told[0]).toContain('has ended by itself');
    await expect.poll(() => runningIn(data), { timeout: 5_000 }).toEqual([]);
  }, 60_000);
});
