'use strict';
require('./node-version.cjs').checkNode();
const { mkdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { prepare, root } = require('./prepare.cjs');
const { runTests } = require('./run-tests.cjs');
const { installTools } = require('./test-tools.cjs');

const results = join(root, '.hormesis', 'test-results');
const projects = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['unit', 'int', 'e2e'];

prepare();
installTools();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

let passed = 0;
let failed = 0;
for (const project of projects) {
  const file = join(results, `${project}.json`);
  const counted = runTests({ folder: root, args: ['--project', project], file });
  passed += counted.passed;
  failed += counted.failed;
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
