#!/usr/bin/env node
'use strict';
var path = require('node:path');
var workspace = path.join(__dirname, '..', '..', '..', 'infra', 'workspace');
require(path.join(workspace, 'node-version.cjs')).checkNode();
var existsSync = require('node:fs').existsSync;

if (!existsSync(path.join(__dirname, '..', 'dist', 'main.js'))) {
  require(path.join(workspace, 'prepare.cjs')).prepare();
}
require(path.join(workspace, 'run-node.cjs')).runNode(
  'services/hormesis/dist/main.js',
  process.argv.slice(2),
);
