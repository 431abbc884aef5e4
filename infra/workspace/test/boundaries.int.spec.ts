import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const planted: string[] = [];

afterEach(() => {
  for (const file of planted.splice(0)) rmSync(file, { force: true });
});

/** Puts one import where it does not belong, and asks the linter. */
function plant(folder: string, statement: string): { status: number | null; output: string } {
  const file = join(root, folder, `planted-${process.pid}.ts`);
  planted.push(file);
  writeFileSync(file, `${statement}\n`);
  const done = spawnSync(
    join(root, 'node_modules', '.bin', 'biome'),
    ['lint', '--only=noRestrictedImports', file],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
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
