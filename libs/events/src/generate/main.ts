import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { catalogue } from '../catalogue/catalogue.js';
import { recordDirectory } from './record/event-record.js';
import { recordNew } from './record/record-new.js';
import { referenceDirectory, referenceFiles } from './reference-files.js';

const manifest: { version: string } = JSON.parse(
  await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
);

const issues = await recordNew(Object.values(catalogue), recordDirectory);
for (const { toDo } of issues) process.stderr.write(`${toDo}\n`);
if (issues.length > 0) process.exit(1);

await mkdir(referenceDirectory, { recursive: true });
for (const [name, content] of Object.entries(referenceFiles(manifest.version))) {
  await writeFile(new URL(name, referenceDirectory), content);
}
