'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { spawnSync } = require('node:child_process');
const { node24, root } = require('./prepare.cjs');

/** Runs vitest in a folder, shows what it prints, and counts from the summary that it writes to `file`. */
exports.runTests = ({ folder, args, file, stdio = 'inherit' }) => {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = spawnSync(node24(), [vitest, 'run', ...args, ...reporters], {
    cwd: folder,
    stdio,
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` },
  });
  return exports.countTests(read(file), status);
};

/**
 * What passed and what failed. A run that breaks outside of any test (no test found, a worker that dies, a file that
 * cannot be loaded) counts as one failure.
 */
exports.countTests = ({ numPassedTests, numFailedTests, numFailedTestSuites }, status) => {
  const broken = status !== 0 || numFailedTestSuites > 0;
  return { passed: numPassedTests, failed: Math.max(numFailedTests, broken ? 1 : 0) };
};

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 1 };
  }
}
