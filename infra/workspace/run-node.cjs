'use strict';
const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { node24, root } = require('./prepare.cjs');

/** Runs a program of the project under its own Node, passes signals on, and ends as it ends. */
exports.runNode = (program, args, environment = {}) => {
  const child = spawn(node24(), ['--enable-source-maps', join(root, program), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      /* A terminal's Ctrl-C reaches the child by itself; passing it on again would end it half-way. */
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
};
