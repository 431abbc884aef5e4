import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './harness/api.js';
import { dataFolder, type Instance, root, start } from './harness/instance.js';

const shell = promisify(execFile);
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const curls = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.split(/\n(?=curl)/))
  .map((command) => command.trim())
  .filter((command) => command.startsWith('curl'));

describe('the curl lines of the README, as written', () => {
  const folder = dataFolder();
  let instance: Instance;
  const run = async (command: string | undefined) => {
    const { stdout } = await shell('bash', [
      '-c',
      (command ?? '').replaceAll('http://localhost:4700', instance.url),
    ]);
    return JSON.parse(stdout);
  };

  beforeAll(async () => {
    instance = await start({ data: folder.path });
  });
  afterAll(async () => {
    await instance?.interrupt();
    folder.remove();
  });

  it('are four', () => {
    expect(curls).toHaveLength(4);
  });

  it('send an event that is answered the same twice, and show what it changed', async () => {
    const [send, show] = curls;
    const first = await run(send);
    expect(first.events).toMatchObject([{ id: 'my-first-event', duplicate: false }]);
    const second = await run(send);
    expect(second.events).toMatchObject([{ position: first.events[0].position, duplicate: true }]);
    const page = await eventually(
      () => run(show),
      ({ items }) => items.length > 0,
    );
    expect(page.items).toMatchObject([{ service: 'my-service', environment: 'production', version: 'v1' }]);
  });

  it('define a flag and evaluate it', async () => {
    const [, , define, evaluate] = curls;
    expect((await run(define)).events).toHaveLength(1);
    const answer = await eventually(
      () => run(evaluate),
      ({ value }) => value !== undefined,
    );
    expect(answer).toMatchObject({ key: 'my-flag', value: true, variant: 'on' });
  });
});

describe('the links of README and docs', () => {
  const pages = ['README.md', 'docs/README.md', 'docs/explanation/architecture.md', 'docs/adr/README.md'];

  it.each(pages)('in %s lead somewhere', (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const targets = [
      ...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g),
      ...text.matchAll(/(?:src|srcset)="([^"]+)"/g),
    ].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });
});
