import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Scenario } from './scenario.js';
import { seedOf } from './seeds.js';
import { epoch, simulate } from './simulate.js';

/** Writes one run of each scenario as JSON lines, as `hormesis detect` reads them, and what is true of it beside. */
export async function writeStreams(
  scenarios: readonly Scenario[],
  folder: string,
  runs: number,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const scenario of scenarios) {
    for (let n = 0; n < runs; n += 1) await writeStream(scenario, n, join(folder, `${scenario.name}-${n}`));
  }
}

async function writeStream(scenario: Scenario, n: number, file: string): Promise<void> {
  const lines = simulate(scenario.plan, seedOf(scenario.name, 'score', n));
  const texts = Readable.from(lines).map((line) => `${JSON.stringify(line)}\n`);
  await pipeline(texts, createWriteStream(`${file}.jsonl`));
  await writeFile(`${file}.truth.json`, `${JSON.stringify(truthOf(scenario))}\n`);
}

function truthOf({ name, what, truth }: Scenario) {
  if (truth.kind === 'healthy') return { scenario: name, what, ...truth };
  return { scenario: name, what, ...truth, onset: epoch + truth.onset * 1000 };
}
