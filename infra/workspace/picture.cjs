'use strict';
require('./node-version.cjs').checkNode();
const { prepare } = require('./prepare.cjs');
const { runNode } = require('./run-node.cjs');

prepare();
runNode('infra/workspace/take-pictures.mjs', process.argv.slice(2));
