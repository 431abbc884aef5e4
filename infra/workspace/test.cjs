'use strict';
require('./node-version.cjs').checkNode();
const { mkdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { prepare, root } = require('./prepare.cjs');
const { runTests } = require('./run-tests.cjs');
const { installTools } = require('./test-tools.cjs');

const results = join(root, '.hormesis', 'test-results');
const wanted = process.argv.slice(2);
/** What runs at the same time stands together: the pages' tests mostly wait for the browser. */
const stages = wanted.length > 0 ? wanted.map((project) => [project]) : [['unit'], ['int', 'web'], ['e2e']];

async function main() {
  prepare();
  installTools();
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });

  const counts = [];
  for (const stage of stages) counts.push(...(await Promise.all(stage.map(run))));
  for (const { failures } of counts) for (const line of failures) process.stdout.write(`failed: ${line}\n`);
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

function run(project, index) {
  const file = join(results, `${project}.json`);
  return runTests({
    folder: root,
    args: ['--project', project],
    file,
    stdio: index === 0 ? 'inherit' : 'later',
  });
}

void main();
