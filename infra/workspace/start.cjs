'use strict';
require('./node-version.cjs').checkNode();
const { prepare } = require('./prepare.cjs');
const { runNode } = require('./run-node.cjs');

prepare();
runNode('services/hormesis/dist/main.js', ['dev', ...process.argv.slice(2)]);
