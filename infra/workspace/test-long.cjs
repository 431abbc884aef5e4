'use strict';
require('./node-version.cjs').checkNode();
const { mkdirSync } = require('node:fs');
const { join } = require('node:path');
const { prepare, root } = require('./prepare.cjs');
const { runTests } = require('./run-tests.cjs');
const { installTools } = require('./test-tools.cjs');

/** The specs that kill processes; each does so this often. */
const kills = process.env.HORMESIS_KILLS ?? '50';
const specs = ['libs/projection/test/crash', 'libs/streams/test/kills', 'services/projector/test/kill'];

async function main() {
  prepare();
  installTools();
  const results = join(root, '.hormesis', 'test-results');
  mkdirSync(results, { recursive: true });
  process.env.HORMESIS_KILLS = kills;
  const { passed, failed } = await runTests({
    folder: root,
    args: ['--project', 'int', ...specs],
    file: join(results, 'long.json'),
  });
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

void main();
