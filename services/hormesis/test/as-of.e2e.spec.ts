import type { AsOf, Deployment, IncidentDetail } from '@hormesis/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, event, eventually, production } from './harness/api.js';
import { cli, dataFolder, type Instance, start } from './harness/instance.js';

const folder = dataFolder();
let instance: Instance;

const hormesis = (args: readonly string[]) =>
  cli(args, { HORMESIS_URL: instance.url, HORMESIS_TOKEN: 'dev-token' });
const withJson = async (args: readonly string[]) => JSON.parse((await hormesis([...args, '--json'])).stdout);

async function deploy(version: string, time: string): Promise<string> {
  const content = { environment: { id: 'production' }, artifactId: `pkg:oci/mailer@${version}` };
  const { stdout } = await hormesis([
    'emit',
    ...['--type', 'dev.cdevents.service.deployed.0.3.0', '--subject', 'mailer', '--time', time],
    ...['--content', JSON.stringify(content)],
  ]);
  return /hormesis\.changes\S+/.exec(stdout)?.[0] ?? '';
}

let first: string;

beforeAll(async () => {
  instance = await start({ data: folder.path });
  first = await deploy('v1', '2026-01-05T01:00:00Z');
  await deploy('v2', '2026-01-05T02:00:00Z');
  await eventually(
    async () => (await hormesis(['deployments'])).stdout,
    (said) => said.includes('v2'),
  );
});
afterAll(async () => {
  await instance?.interrupt();
  folder.remove();
});

describe('what runs where', () => {
  it('is told now, and as of an event time, in words and as JSON', async () => {
    const now = await hormesis(['deployments', '--service', 'mailer']);
    expect(now).toMatchObject({ code: 0, stderr: '' });
    expect(now.stdout).toMatch(/^SERVICE .*\nmailer +production +v2 +live/);
    const then = await hormesis(['deployments', '--at', '2026-01-05T01:30:00Z']);
    expect(then.stdout).toContain('v1');
    expect(then.stderr).toBe('As of then: what had happened by 2026-01-05T01:30:00.000Z.\n');
    const { data }: { data: { items: Deployment[]; asOf: AsOf } } = await withJson([
      'deployments',
      ...['--at', '2026-01-05T01:30:00Z'],
    ]);
    expect(data.items).toMatchObject([{ service: 'mailer', version: 'v1' }]);
    expect(data.asOf).toEqual({
      at: '2026-01-05T01:30:00.000Z',
      known: null,
      position: null,
      behind: 0,
      parked: 0,
      discarded: 0,
    });
  });

  it('is told as of what stood on the log', async () => {
    const { data } = await withJson(['deployments', '--position', first]);
    expect(data).toMatchObject({ items: [{ version: 'v1' }], asOf: { position: first } });
    expect((await hormesis(['deployments', '--known', '2026-01-05T00:00:00Z'])).stdout).toBe(
      'Nothing is deployed.\n',
    );
  });

  it('is not told of what cannot be', async () => {
    const ended = await hormesis(['deployments', '--position', 'hormesis.changes/0@99999']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('hormesis.changes/0@99999 is not on the log yet');
    expect((await hormesis(['flags', 'list', '--at', 'noon'])).stderr).toContain('"noon" is no instant');
    expect((await hormesis(['incident', 'nobody', '--at', '2026-01-05T01:30:00Z'])).code).toBe(3);
  });
});

describe('an incident', () => {
  it('is told as it is known, and not before', async () => {
    const api = new Api({ url: instance.url, token: 'dev-token' });
    const before = new Date().toISOString();
    const anomaly = event({
      type: 'dev.cdeventsx.hormesis-anomaly.detected.0.1.0',
      subject: 'anomaly-1',
      content: {
        ...production,
        service: { id: 'mailer' },
        metric: 'http.errors',
        onset: before,
        method: 'threshold',
        severity: 'critical',
        summary: 'mailer answers with errors',
      },
    });
    await api.send([anomaly]);
    const [incident] = await eventually(
      async () => (await api.get<{ items: IncidentDetail[] }>('/api/incidents')).items,
      (items) => items.length > 0,
    );
    const { stdout, code } = await hormesis(['incident', incident?.id ?? '']);
    expect(code).toBe(0);
    expect(stdout).toContain('mailer answers with errors');
    expect(stdout).toMatch(/Phase +open, critical/);
    expect((await hormesis(['incident', incident?.id ?? '', '--known', before])).code).toBe(3);
  });
});
