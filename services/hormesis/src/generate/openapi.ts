import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstance } from '../dev/start-instance.js';

const target = new URL('../../../../docs/reference/openapi.json', import.meta.url);

const data = mkdtempSync(join(tmpdir(), 'hormesis-openapi-'));
const instance = await startInstance({ data, port: 0, empty: true, quiet: true });
try {
  const response = await fetch(`${instance.description.url}/api/openapi.json`);
  writeFileSync(target, `${JSON.stringify(await response.json(), null, 2)}\n`);
} finally {
  await instance.stop();
  rmSync(data, { recursive: true, force: true });
}
