import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BrokerError } from './broker-error.js';
import { runTool, tellingLine } from './run-tool.js';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * The folder with the broker's jars, fetched by Maven the first time. Its name holds a digest of `pom.xml`, so a
 * changed version is fetched anew, and it appears only when complete.
 * @throws BrokerError when Maven is missing or cannot fetch
 */
export async function resolveClassPath(options: {
  libraries?: string;
  log: (line: string) => void;
}): Promise<string> {
  const pom = join(packageFolder, 'pom.xml');
  const digest = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex')
    .slice(0, 12);
  const libraries = options.libraries ?? join(packageFolder, 'target');
  const folder = join(libraries, `lib-${digest}`);
  if (existsSync(folder)) return folder;

  options.log('Fetching Apache Kafka with Maven (43 MB, once).');
  await mkdir(libraries, { recursive: true });
  const partial = `${folder}.${process.pid}`;
  try {
    await copyJars(pom, partial);
    await rename(partial, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

async function copyJars(pom: string, folder: string): Promise<void> {
  const result = await runTool('mvn', [
    '--batch-mode',
    '--quiet',
    '--file',
    pom,
    'dependency:copy-dependencies',
    '-DincludeScope=runtime',
    `-DoutputDirectory=${folder}`,
  ]);
  if (!result) {
    throw new BrokerError(
      'Maven fetches Kafka, and there is no "mvn". Install it, for example: apt-get install maven.',
    );
  }
  if (result.code !== 0) {
    throw new BrokerError(`Maven could not fetch Kafka: ${tellingLine(result.output)}`);
  }
}
