import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../dist/detection.bench.js', import.meta.url));

async function bench(...options: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...options]);
  return stdout;
}

it('the benchmark of detection scores all subjects on the same runs, the same for the same seeds', async () => {
  const options = ['--json', '--quick', '--scenario', 'errors-40x,healthy'];
  const [one, other] = await Promise.all([bench(...options), bench(...options)]);
  const { scenarios, bars } = JSON.parse(one);
  expect(scenarios).toEqual(JSON.parse(other).scenarios);
  const [bad, good] = scenarios;
  expect(Object.keys(bad.subjects)).toEqual(['hormesis', 'threshold 60 s', 'Mann-Whitney']);
  expect(bad.subjects['threshold 60 s'].delayP50).toBeCloseTo(60.5, 0);
  expect(bad.subjects.hormesis).toMatchObject({ runs: 5, missed: { hits: 0 }, named: { hits: 5 } });
  expect(good.subjects.hormesis.falseAlarms.of).toBe(10);
  expect(bars.map(({ what }: { what: string }) => what)).toEqual(['false alarms per 30 min, no bursts']);
});

it('it writes streams with what is true of them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hormesis-streams-'));
  try {
    await bench('--write', folder, '--seeds', '1', '--scenario', 'two-5x');
    const truth = JSON.parse(await readFile(join(folder, 'two-5x-0.truth.json'), 'utf8'));
    expect(truth).toMatchObject({ scenario: 'two-5x', kind: 'fault', guilty: 'a' });
    const lines = (await readFile(join(folder, 'two-5x-0.jsonl'), 'utf8')).trimEnd().split('\n');
    const changes = lines.map((line) => JSON.parse(line)).filter((line) => 'change' in line);
    expect(changes.map(({ change }) => change.id).sort()).toEqual(['a', 'b']);
    expect(Math.abs(truth.onset - changes[0].t)).toBeLessThan(1000);
  } finally {
    await rm(folder, { recursive: true });
  }
});
