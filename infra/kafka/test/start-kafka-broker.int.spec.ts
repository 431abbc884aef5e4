import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKafkaBroker } from '../src/index.js';

let directory: string;
const path = process.env.PATH;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hormesis-kafka-'));
});

afterEach(async () => {
  process.env.PATH = path;
  await rm(directory, { recursive: true, force: true });
});

describe('a Kafka broker', () => {
  it('starts, keeps a second one off its data, and continues the data when started again', async () => {
    const first = await startKafkaBroker({ directory });
    expect(first.brokers).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+$/)]);
    const identity = await clusterOf(directory);
    await expect(startKafkaBroker({ directory })).rejects.toThrow(
      new RegExp(`is in use by process ${process.pid}\\. Stop it`),
    );
    await first.stop();

    const second = await startKafkaBroker({ directory });
    expect(await clusterOf(directory)).toBe(identity);
    await second.stop();
  }, 120_000);

  it('says that its port is taken', async () => {
    const squatter = createServer();
    const port = await new Promise<number>((resolve) => {
      squatter.listen(0, '127.0.0.1', () => {
        const address = squatter.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    await expect(startKafkaBroker({ directory, port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken. Stop what listens there, or give Kafka another port.`,
    );
    squatter.close();
  });

  it('says that its data is damaged', async () => {
    await mkdir(join(directory, 'data', 'some-topic-0'), { recursive: true });
    await expect(startKafkaBroker({ directory })).rejects.toThrow(
      /is damaged: meta\.properties is missing\./,
    );
  });

  it('says what to install where there is no Java', async () => {
    process.env.PATH = directory;
    await expect(startKafkaBroker({ directory })).rejects.toThrow(
      /needs Java 17 .* apt-get install openjdk-17/,
    );
  });

  it('says that Java is too old', async () => {
    await tool('java', 'echo \'openjdk version "11.0.2"\' >&2');
    await expect(startKafkaBroker({ directory })).rejects.toThrow(
      /"java" is version 11\. Install a newer one/,
    );
  });

  it('says what to install where there is no Maven', async () => {
    await tool('java', 'echo \'openjdk version "21.0.2"\' >&2');
    const libraries = join(directory, 'libraries');
    await expect(startKafkaBroker({ directory, libraries })).rejects.toThrow(
      'Maven fetches Kafka, and there is no "mvn". Install it, for example: apt-get install maven.',
    );
  });
});

/** A machine on which this program is the only one. */
async function tool(name: string, script: string): Promise<void> {
  const file = join(directory, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  process.env.PATH = directory;
}

async function clusterOf(folder: string): Promise<string | undefined> {
  const properties = await readFile(join(folder, 'data', 'meta.properties'), 'utf8');
  return /cluster\.id=(.+)/.exec(properties)?.[1];
}
