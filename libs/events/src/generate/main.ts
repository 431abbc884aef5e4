import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { referenceDirectory, referenceFiles } from './reference-files.js';

const manifest: { version: string } = JSON.parse(
  await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
);

await mkdir(referenceDirectory, { recursive: true });
for (const [name, content] of Object.entries(referenceFiles(manifest.version))) {
  await writeFile(new URL(name, referenceDirectory), content);
}
