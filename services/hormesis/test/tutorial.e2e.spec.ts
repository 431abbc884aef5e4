import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IncidentDetail, IncidentSummary, Page, Proposal, WithheldProposal } from '@hormesis/api';
import { kindOfProposer } from '@hormesis/learning';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, eventually } from './harness/api.js';
import { dataFolder, type Instance, root, start } from './harness/instance.js';

const tutorial = readFileSync(join(root, 'docs', 'tutorials', 'first-incident.md'), 'utf8');
const folder = dataFolder();
let instance: Instance;
let api: Api;

beforeAll(async () => {
  instance = await start({ data: folder.path });
  api = new Api(instance);
});
afterAll(async () => {
  await instance?.interrupt();
  folder.remove();
});

/** The commands under a heading, in order, as they stand there. */
function commandsOf(heading: string): string[] {
  const section = tutorial.split(new RegExp(`^## \\d+\\. ${heading}$`, 'm'))[1]?.split(/^## /m)[0] ?? '';
  return [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, commands = '']) => commands);
}

/** Runs commands as a reader would, in the project’s folder; only the address differs. */
async function run(commands = ''): Promise<string> {
  const shell = spawn(
    'bash',
    ['-euo', 'pipefail', '-c', commands.replaceAll('http://localhost:4700', instance.url)],
    {
      cwd: root,
      env: { ...process.env, HORMESIS_URL: instance.url, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  shell.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  shell.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = await new Promise((resolve) => shell.once('close', resolve));
  expect(code, output).toBe(0);
  return output;
}

describe('the tutorial', () => {
  it('shows where things are', async () => {
    const [commands] = commandsOf('See what it did by itself');
    expect(await run(commands)).toContain(`hormesis 0.1.0  ${instance.url}`);
  });

  it('lets a reader break a service, and see it mended', async () => {
    const [prepare, expose, alarm, ask, clear] = commandsOf('Break a service of your own');
    await run(prepare);
    expect(await run(expose)).toContain('"value":true');
    await run(alarm);
    const asked = await eventually(
      () => run(ask),
      (answer) => !answer.includes('"value"'),
    );
    expect(asked).toContain('"reason":"DISABLED"');
    const incidents = () => api.get<Page<IncidentSummary>>('/api/incidents');
    await eventually(incidents, ({ items }) => items[0]?.phase === 'mitigated');
    await run(clear);
    const { items } = await eventually(incidents, (page) => page.items[0]?.phase === 'resolved');
    expect(items).toMatchObject([{ service: 'greeter', title: 'Half of all greetings fail' }]);
  });

  it('says rightly what that teaches', async () => {
    const [incident] = (await api.get<Page<IncidentSummary>>('/api/incidents')).items;
    const { withheld, proposals } = await eventually(
      async () => ({
        withheld: (await api.get<Page<WithheldProposal>>('/api/withheld-proposals')).items,
        proposals: (await api.get<IncidentDetail>(`/api/incidents/${incident?.id}`)).proposals,
      }),
      (answers) => answers.proposals.length + answers.withheld.length === Object.keys(kindOfProposer).length,
    );
    expect(withheld.filter(({ kind }) => kind === 'alert')).toHaveLength(5);
    expect(withheld.find(({ proposer }) => proposer === 'threshold')?.reason).toMatch(
      /^No signal windows of http\.errors are on record/,
    );
    expect(proposals).not.toHaveLength(0);
    const { items } = await api.get<Page<Proposal>>('/api/proposals');
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['flag-default', 'test']));
    expect(items.find(({ kind }) => kind === 'test')?.title).toContain('GET /greet with 200');
  });

  it('ends with a report', async () => {
    const [commands] = commandsOf('Read the week');
    expect(await run(commands)).toMatch(/^# Week \d+: 1 incident/m);
  });
});
