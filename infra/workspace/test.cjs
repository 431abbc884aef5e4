'use strict';
require('./node-version.cjs').checkNode();
const { mkdirSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { spawnSync } = require('node:child_process');
const { node24, prepare, root } = require('./prepare.cjs');
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
  const counted = runProject(project);
  passed += counted.passed;
  failed += counted.failed;
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

function runProject(project) {
  const file = join(results, `${project}.json`);
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const done = spawnSync(
    node24(),
    [
      vitest,
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` },
    },
  );
  const summary = read(file);
  const failures = summary.numFailedTests + summary.numFailedTestSuites;
  /* A run that breaks outside of any test (a worker that dies, a suite that cannot be loaded) still counts as failed. */
  const broken = done.status !== 0 && failures === 0 ? 1 : 0;
  return {
    passed: summary.numPassedTests,
    failed: Math.max(summary.numFailedTests, failures > 0 ? 1 : 0) + broken,
  };
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 0 };
  }
}
