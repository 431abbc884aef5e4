import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { runTool } from '../src/check-artefacts/run-tool.js';

const left: number[] = [];
afterEach(() => {
  for (const pid of left.splice(0)) process.kill(pid, 'SIGKILL');
});

/** Begins a program in a session of its own that keeps this one’s output open, names it, and goes on so. */
const leavesBehind = (then: string) => [
  '-e',
  `const { spawn } = require('node:child_process');
   const sleeper = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600000)'], { detached: true, stdio: 'inherit' });
   sleeper.unref();
   console.log(sleeper.pid);
   ${then}`,
];

async function run(then: string, timeoutMs: number) {
  const ran = await runTool(process.execPath, leavesBehind(then), { cwd: tmpdir(), timeoutMs });
  if (ran.outcome !== 'missing') left.push(Number.parseInt(ran.output, 10));
  return ran;
}

describe('running a tool', () => {
  it('ends with the tool, though something that it started lives on and holds its output', async () => {
    expect(await run('', 50_000)).toMatchObject({
      outcome: 'ran',
      code: 0,
      output: expect.stringMatching(/^\d+/),
    });
    expect(() => process.kill(left[0] ?? 0, 0)).not.toThrow();
  });

  it('ends when its time is over, whatever lives on', async () => {
    expect(await run('setTimeout(() => {}, 600000);', 2_500)).toMatchObject({ outcome: 'too-long' });
    expect(() => process.kill(left[0] ?? 0, 0)).not.toThrow();
  });

  it('has all that was said, and the exit code', async () => {
    const says = "process.stdout.write('x'.repeat(150000)); process.exitCode = 3;";
    const ran = await runTool(process.execPath, ['-e', says], { cwd: tmpdir(), timeoutMs: 50_000 });
    expect(ran).toEqual({ outcome: 'ran', code: 3, output: 'x'.repeat(150_000) });
  });

  it('tells when there is no such tool', async () => {
    expect(await runTool('/nowhere/tool', [], { cwd: tmpdir(), timeoutMs: 1_000 })).toEqual({
      outcome: 'missing',
    });
  });
});
