import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
let copy: string;

/** A folder with the project's rules and nothing else: what is planted there disturbs nobody. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'hormesis-boundaries-'));
  for (const file of ['biome.json', '.gitignore']) cpSync(join(root, file), join(copy, file));
  spawnSync('git', ['init', '-q'], { cwd: copy });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Puts one import into a folder, and asks the linter. */
function plant(folder: string, statement: string): { status: number | null; output: string } {
  const file = join(copy, folder, 'planted.ts');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${statement}\n`);
  const biome = join(root, 'node_modules', '.bin', 'biome');
  const done = spawnSync(biome, ['lint', '--only=noRestrictedImports', file], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status: done.status, output: done.stdout + done.stderr };
}

describe('the module boundaries', () => {
  it.each([
    [
      'services/intake/src',
      "export { GuardianModule } from '@hormesis/guardian-service';",
      /Services never import one another/,
    ],
    [
      'services/intake/src',
      "export * from '../../guardian/src/index.js';",
      /Packages meet only at their index/,
    ],
    ['services/projector/src', "export { Kafka } from 'kafkajs';", /Only libs\/log\/kafka knows kafkajs/],
    ['services/flags/src', "export { Pool } from 'pg';", /Only libs\/database knows pg/],
    ['services/guardian/src', "export { sql } from 'kysely';", /know kysely/],
    [
      'libs/incident/src',
      "export { Injectable } from '@nestjs/common';",
      /Domain libraries know no framework/,
    ],
    [
      'libs/learning/src',
      "export { Database } from '@hormesis/database';",
      /Domain libraries know no driver/,
    ],
    [
      'libs/projection/src',
      "export { IntakeModule } from '@hormesis/intake-service';",
      /Services never import one another/,
    ],
    ['libs/demo-fleet/src', "export { topics } from '@hormesis/log';", /uses the product from outside/],
    [
      'infra/bench/src',
      "export { ProjectorModule } from '@hormesis/projector-service';",
      /uses it from outside, by HTTP/,
    ],
    ['infra/kafka/src', "export { Kafka } from 'kafkajs';", /Only libs\/log\/kafka knows kafkajs/],
    ['services/web/src', "export { Database } from '@hormesis/database';", /only through @hormesis\/api/],
  ])('in %s refuse %s', (folder, statement, message) => {
    const { status, output } = plant(folder, statement);
    expect(output).toMatch(message);
    expect(status).not.toBe(0);
  });

  it('let a service import a library', () => {
    expect(plant('services/intake/src', "export { topics } from '@hormesis/log';").status).toBe(0);
  });
});
