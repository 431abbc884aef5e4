import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../dist/log.bench.js', import.meta.url));
const figures = {
  eventsPerSecond: expect.any(Number),
  cpuMicroseconds: { node: expect.any(Number), postgres: expect.any(Number) },
};

describe('the benchmark of the log', () => {
  it('measures our adapter and the driver alone, and reads all that was written', async () => {
    const args = ['--json', '--log', 'postgres', '--seconds', '0.2', '--writers', '2', '--batches', '1,20'];
    const child = spawn(process.execPath, [program, ...args, '--events', '3000'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exited = once(child, 'exit');
    const { logs } = JSON.parse(await text(child.stdout));
    expect((await exited)[0]).toBe(0);
    expect(logs).toHaveLength(1);
    expect(logs[0].appends).toMatchObject([
      { writers: 2, batch: 1, hormesis: figures, raw: figures },
      { writers: 2, batch: 20, hormesis: figures, raw: figures },
    ]);
    for (const { hormesis, raw, ratio } of logs[0].appends) {
      expect(hormesis.appendMs.count).toBeGreaterThan(0);
      expect(ratio).toBeCloseTo(hormesis.eventsPerSecond / raw.eventsPerSecond, 1);
    }
    const { hormesis, raw } = logs[0].reads;
    expect(hormesis.events).toBeGreaterThanOrEqual(3_000);
    expect(raw.events).toBe(hormesis.events);
  });
});
