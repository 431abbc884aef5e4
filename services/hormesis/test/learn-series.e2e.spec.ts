import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const program = join(import.meta.dirname, '..', 'bin', 'hormesis.cjs');

it('answers each line of a series while more of them may come', async () => {
  const child = spawn(process.execPath, [program, 'learn', '--series'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value ?? 'null') as Record<string, unknown>;
  const say = (line: unknown) => child.stdin.write(`${JSON.stringify(line)}\n`);
  const usual = (t: number) => 50 + 3 * Math.sin(t * t);

  for (let t = 0; t < 320; t += 1) say({ t, value: usual(t) + (t >= 310 ? 20 : 0) });
  say({ t: 319, incident: { from: 310, to: 319 } });
  expect(await next()).toMatchObject({ t: 319, proposal: { kind: 'alert' } });

  for (let t = 320; t < 400; t += 1) say({ t, value: usual(t) });
  say({ t: 400, value: 72 });
  expect(await next()).toMatchObject({ t: 400, anomaly: {} });

  child.stdin.end();
  expect((await lines.next()).done).toBe(true);
  expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(0);
});
