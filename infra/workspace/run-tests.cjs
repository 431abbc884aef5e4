'use strict';
const { readFileSync } = require('node:fs');
const { join, relative } = require('node:path');
const { spawn } = require('node:child_process');
const { node24, root } = require('./prepare.cjs');

/**
 * Runs vitest in a folder, shows what it prints (`stdio: 'later'`: when it has ended), and counts from the summary that
 * it writes to `file`.
 */
exports.runTests = async ({ folder, args, file, stdio = 'inherit' }) => {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const child = spawn(node24(), [vitest, 'run', ...args, ...reporters], {
    cwd: folder,
    stdio: stdio === 'later' ? ['ignore', 'pipe', 'pipe'] : stdio,
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` },
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  const status = await new Promise((resolve) => child.once('close', resolve));
  process.stdout.write(Buffer.concat(said));
  const summary = read(file);
  return { ...exports.countTests(summary, status), failures: failuresIn(summary, status) };
};

/**
 * What passed and what failed. A run that breaks outside of any test (no test found, a worker that dies, a file that
 * cannot be loaded) counts as one failure.
 */
exports.countTests = ({ numPassedTests, numFailedTests, numFailedTestSuites }, status) => {
  const broken = status !== 0 || numFailedTestSuites > 0;
  return { passed: numPassedTests, failed: Math.max(numFailedTests, broken ? 1 : 0) };
};

/** A line for each failure: what failed, and the first line of what it said. */
function failuresIn({ testResults = [] }, status) {
  const lines = testResults.flatMap(({ name, status: ended, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && ended === 'failed') return [`${file}: ${firstLine(message)}`];
    return failed.map((test) => `${file} > ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
  });
  return lines.length === 0 && status !== 0 ? [`vitest ended with ${status}`] : lines;
}

function firstLine(message = '') {
  return message.split('\n')[0].slice(0, 300);
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 1 };
  }
}
