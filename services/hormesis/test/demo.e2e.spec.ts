import { randomBytes } from 'node:crypto';
import type {
  Deployment,
  Flag,
  IncidentDetail,
  IncidentSummary,
  Page,
  Proposal,
  Status,
  TimelineEntry,
} from '@hormesis/api';
import { runDemoFleet } from '@hormesis/demo-fleet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, eventually } from './harness/api.js';
import { cli, dataFolder, freePort, type Instance, start } from './harness/instance.js';

/** Ten times as fast as for people: seven kinds of trouble in half a minute. */
const pace = 10;
const troubled = ['inventory', 'checkout', 'ledger', 'accounts', 'mailer', 'images', 'pricing', 'web'];
const folder = dataFolder();
const secret = `whsec_${randomBytes(32).toString('base64')}`;
let rollbackPort: number;
let injectorPort: number;
let instance: Instance;
let api: Api;

const startServer = (port?: number) =>
  start({
    data: folder.path,
    env: {
      HORMESIS_ROLLBACK_WEBHOOK_URL: `http://127.0.0.1:${rollbackPort}/rollback`,
      HORMESIS_ROLLBACK_WEBHOOK_SECRET: secret,
      HORMESIS_INJECTOR_URL: `http://127.0.0.1:${injectorPort}/`,
      HORMESIS_INJECTOR_SECRET: secret,
    },
    ...(port === undefined ? {} : { port }),
  });

type RunningFleet = { said: string[]; stop(): Promise<{ events: number; faults: number }> };

function startFleet(): RunningFleet {
  const end = new AbortController();
  const said: string[] = [];
  const ended = runDemoFleet({
    url: instance.url,
    token: instance.token,
    seed: 7,
    historyDays: 2,
    rollbacks: { port: rollbackPort, secret },
    drills: { port: injectorPort, secret },
    pace,
    signal: end.signal,
    say: (line) => said.push(line),
  });
  ended.catch((error: unknown) => said.push(String(error)));
  return {
    said,
    stop: () => {
      end.abort();
      return ended;
    },
  };
}

const began = new Date().toISOString();
const newIncidents = async () => {
  const { items } = await api.get<Page<IncidentSummary>>('/api/incidents?limit=100');
  return items.filter(({ detectedAt }) => detectedAt >= began);
};
const incidentOf = (service: string, fits: (incident: IncidentSummary) => boolean) =>
  eventually(
    async () => (await newIncidents()).find((incident) => incident.service === service && isLive(incident)),
    (incident) => incident !== undefined && fits(incident),
    60_000,
  ) as Promise<IncidentSummary>;
/** History comes late: its incidents are detected now, but began days ago. */
const isLive = ({ onset }: IncidentSummary) =>
  (onset ?? '') >= new Date(Date.parse(began) - 60_000).toISOString();

describe('the demo fleet', () => {
  let fleet: RunningFleet;

  beforeAll(async () => {
    rollbackPort = await freePort();
    injectorPort = await freePort();
    instance = await startServer();
    api = new Api(instance);
    fleet = startFleet();
  });
  afterAll(async () => {
    await fleet.stop();
    await instance?.interrupt();
    folder.remove();
  });

  it('is in trouble from the start, and a person’s approval ends it', async () => {
    const incident = await incidentOf('inventory', ({ actions }) => actions.length > 0);
    expect(incident).toMatchObject({
      phase: 'open',
      severity: 'critical',
      attributedTo: { change: { kind: 'deployment', subject: 'inventory' } },
      actions: [{ state: 'recommended', target: { kind: 'rollback' } }],
    });
    const [action] = incident.actions;
    await api.command('POST', `/api/incidents/${incident.id}/actions/${action?.id}/approve`, {});
    const over = await incidentOf('inventory', ({ phase }) => phase === 'resolved');
    expect(over.actions).toMatchObject([{ state: 'completed' }]);
    const { items } = await api.get<Page<Deployment>>('/api/deployments?service=inventory');
    expect(items[0]?.version).toBe(action?.target.toVersion);
  });

  it('has a bad flag turned off, and is taught by it', async () => {
    const incident = await incidentOf('checkout', ({ phase }) => phase === 'resolved');
    expect(incident).toMatchObject({
      attributedTo: { change: { kind: 'flag', subject: 'checkout-express-pay' } },
      actions: [{ state: 'completed', target: { kind: 'kill' } }],
    });
    expect(await api.get<Flag>('/api/flags/checkout-express-pay')).toMatchObject({ state: 'DISABLED' });
    const proposals = () => api.get<Page<Proposal>>('/api/proposals?limit=100');
    await eventually(proposals, ({ items }) => items.some((proposal) => proposal.incident === incident.id));
  });

  it('is not rolled back where that would do harm: a person is asked to look', async () => {
    const { id, actions } = await incidentOf('ledger', ({ attributedTo }) => attributedTo !== null);
    expect(actions).toEqual([]);
    const { items } = await api.get<Page<TimelineEntry>>(`/api/timeline?incident=${id}`);
    expect(items.map(({ title }) => title).join('\n')).toMatch(/marked as not to be taken back: a person/);
  });

  it('is rolled back by the guardian where it may', async () => {
    const incident = await incidentOf('accounts', ({ phase }) => phase === 'resolved');
    expect(incident.actions).toMatchObject([{ state: 'completed', target: { kind: 'rollback' } }]);
  });

  it('is left alone when no change did it', async () => {
    const { id } = await incidentOf('mailer', ({ attributedTo }) => attributedTo !== null);
    const incident = await api.get<IncidentDetail>(`/api/incidents/${id}`);
    expect(incident.attributedTo?.change).toBeNull();
    expect(incident.actions).toEqual([]);
  });

  it('waits while the server is restarted, and goes on', async () => {
    const { port } = new URL(instance.url);
    await instance.interrupt();
    instance = await startServer(Number(port));
    api = new Api(instance);
    const lastEvent = async () => (await api.get<Status>('/api/status')).lastEventAt ?? '';
    const now = new Date().toISOString();
    await eventually(lastEvent, (at) => at > now);
    await incidentOf('images', ({ phase }) => phase === 'resolved');
    await incidentOf('pricing', ({ actions }) => actions.some(({ state }) => state === 'recommended'));
    expect(fleet.said.filter((line) => /Error|Refused/.test(line))).toEqual([]);
  });

  it('raised no false alarm, and each alarm once', async () => {
    const services = (await newIncidents()).filter(isLive).map(({ service }) => service ?? '');
    expect(services.filter((service) => !troubled.includes(service))).toEqual([]);
    expect(new Set(services).size).toBe(services.length);
  });

  it('ends when told to, and goes on where it was when it comes back', async () => {
    const { events, faults } = await fleet.stop();
    expect(events).toBeGreaterThan(500);
    expect(faults).toBeGreaterThanOrEqual(6);
    const left = (await newIncidents()).filter(({ phase }) => phase !== 'resolved');
    expect(left.length).toBeGreaterThan(0);
    const versions = await running();

    fleet = startFleet();
    for (const { service } of left.filter(({ service }) => service !== 'inventory')) {
      await incidentOf(service ?? '', ({ phase }) => phase === 'resolved');
    }
    const [again] = await eventually(newIncidents, ([newest]) => newest?.service === 'inventory');
    expect(again?.phase).toBe('open');
    for (const [service, version] of await running())
      expect(version, service).toBeGreaterThanOrEqual(versions.get(service) ?? 0);
    expect(fleet.said.join('\n')).not.toContain('events of the last');
  });

  it('fails on purpose in a drill, and stops when that is over', async () => {
    const { id } = await incidentOf('images', ({ phase }) => phase === 'resolved');
    const of = ['--data', folder.path, '--seconds', '2', '--incident', id, '--anyway'];
    const drill = await cli(['drill', ...of]);
    expect(drill.stderr).toContain('The injector has begun.');
    expect(drill.stderr).toMatch(/Over: (After 2 s, as planned|The guardian acted)/);
    expect(drill.stdout).toContain('No guard of the class is in force yet');
    expect(drill.code).toBe(0);
  });

  it('can be started from the command line, and says what it did', async () => {
    await fleet.stop();
    const ended = await cli(['demo', '--data', folder.path, '--json'], {}, '', 4_000);
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ ok: true, data: { events: expect.any(Number) } });
  });
});

async function running(): Promise<Map<string, number>> {
  const { items } = await api.get<Page<Deployment>>('/api/deployments?limit=100');
  return new Map(items.map(({ service, version }) => [service, Number(version?.slice(1))]));
}
