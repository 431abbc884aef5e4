'use strict';
require('./node-version.cjs').checkNode();
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { prepare, root } = require('./prepare.cjs');
const { runNode } = require('./run-node.cjs');

const [name, ...args] = process.argv.slice(2);
const services = readdirSync(join(root, 'services')).filter(
  (service) => service !== 'hormesis' && existsSync(join(root, 'services', service, 'src', 'main.ts')),
);
if (!name || !services.includes(name)) {
  process.stderr.write(`hormesis: which service? npm run service -- ${services.join(' | ')}\n`);
  process.exit(2);
}
prepare();
runNode(`services/${name}/dist/main.js`, args);
