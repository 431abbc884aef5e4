'use strict';
require('./node-version.cjs').checkNode();
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { prepare, root } = require('./prepare.cjs');
const { runNode } = require('./run-node.cjs');

const [name, ...args] = process.argv.slice(2);
const folder = join(root, 'infra', 'bench', 'src');
const benchmarks = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
if (!name || !benchmarks.includes(name)) {
  process.stderr.write(`hormesis: which benchmark? npm run bench -- ${benchmarks.join(' | ')} [--json]\n`);
  process.exit(2);
}
prepare();
if (!existsSync(join(root, 'infra', 'bench', 'dist'))) {
  process.stderr.write('hormesis: infra/bench is not built.\n');
  process.exit(1);
}
runNode(`infra/bench/dist/${name}.bench.js`, args);
