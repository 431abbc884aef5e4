'use strict';
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { spawnSync } = require('node:child_process');

const root = join(__dirname, '..', '..');
const stamp = join(root, 'node_modules', '.hormesis-installed');

exports.root = root;

/** The project's own Node 24, which the npm package `node` brings. */
exports.node24 = () => {
  const binary = join(
    root,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(binary)) return binary;
  return fail(
    'node_modules/node has no binary. Its install script may be switched off: run `npm ci --ignore-scripts=false`.',
  );
};

/** Installs what package-lock.json names, unless it is already there; builds what has changed. */
exports.prepare = () => {
  install();
  build();
};

function install() {
  const lockFile = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const wanted = createHash('sha256').update(lockFile).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!isInstalled(JSON.parse(lockFile))) {
    progress('Installing dependencies (once, about a minute)…');
    const clean = npm('ci');
    /* npm ci refuses a lock file that does not name the binaries of every platform; npm install takes its versions too. */
    const done = clean.status === 0 ? clean : npm('install', '--no-save');
    if (done.status !== 0) fail(`npm install did not succeed. What it said:\n${tail(done)}`);
  }
  writeFileSync(stamp, wanted);
}

/** Whether npm has put here what the lock file names: somebody may have run it by hand. */
function isInstalled({ packages: wanted }) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const { packages } = JSON.parse(readFileSync(installed, 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, link, optional }]) =>
      link || optional || !path.includes('node_modules/') || packages[path]?.version === version,
  );
}

function npm(command, ...more) {
  const path = process.env.npm_execpath;
  const args = [command, '--loglevel=error', '--no-progress', ...more];
  if (path?.endsWith('.js')) return run(process.execPath, [path, ...args]);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}

function build() {
  progress('Building what has changed…');
  const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const done = run(exports.node24(), [nx, 'run-many', '-t', 'build', '--output-style=static'], {
    NX_DAEMON: 'false',
    NX_TUI: 'false',
  });
  if (done.status !== 0) fail(`The build did not succeed. What it said:\n${tail(done)}`);
}

function run(command, args, environment = {}) {
  return spawnSync(command, args, {
    cwd: root,
    env: {
      ...process.env,
      ...environment,
      PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
    },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

function tail(done) {
  const said = `${done.stdout ?? ''}\n${done.stderr ?? ''}\n${done.error ?? ''}`;
  return said.trim().split('\n').slice(-40).join('\n');
}

function progress(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  process.stderr.write(`hormesis: ${line}\n`);
  process.exit(1);
}
