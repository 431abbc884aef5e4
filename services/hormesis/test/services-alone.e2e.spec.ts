import { join } from 'node:path';
import type { Change, Deployment, Flag, IncidentSummary, Page, TimelineEntry } from '@hormesis/api';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@hormesis/database';
import { type KafkaBroker, startKafkaBroker } from '@hormesis/kafka-broker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, event, eventually } from './harness/api.js';
import { deploymentSteps, expectedDeployments, type Step, toEvent } from './harness/deployments.js';
import { everyPage } from './harness/every-page.js';
import { dataFolder } from './harness/instance.js';
import { runService, type Service, startService } from './harness/service.js';
import { randomFrom, StubbornSender } from './harness/stubborn-sender.js';

const others = ['intake', 'flags', 'guardian', 'learning', 'postmortem'] as const;

describe('services that run alone, on Kafka and Postgres', () => {
  const folder = dataFolder();
  const running = new Set<Service>();
  let broker: KafkaBroker;
  let postgres: EmbeddedPostgres;
  let environment: Record<string, string>;
  let projectors: Service[];
  let console: Service;
  let api: Api;

  const begin = async (name: string, env: Record<string, string> = {}) => {
    const service = await startService(name, { ...environment, ...env });
    running.add(service);
    return service;
  };
  const end = async (service: Service, signal: NodeJS.Signals) => {
    running.delete(service);
    return service.end(signal);
  };

  beforeAll(async () => {
    [broker, postgres] = await Promise.all([
      startKafkaBroker({ directory: join(folder.path, 'broker') }),
      startEmbeddedPostgres({ directory: join(folder.path, 'postgres') }),
    ]);
    environment = { KAFKA_BROKERS: broker.brokers.join(','), DATABASE_URL: postgres.url };
    projectors = await Promise.all([begin('projector'), begin('projector')]);
    const started = await Promise.all(others.map((name) => begin(name, { HORMESIS_PORT: '0' })));
    const addresses = started.map(({ name, url }) => [`HORMESIS_${name.toUpperCase()}_URL`, url]);
    console = await begin('console', { HORMESIS_PORT: '0', ...Object.fromEntries(addresses) });
    api = new Api(console);
  });
  afterAll(async () => {
    await Promise.all([...running].map((service) => service.end('SIGKILL')));
    await broker?.stop();
    await postgres?.stop();
    folder.remove();
  });

  it('takes another port for the second copy', () => {
    expect(new Set(projectors.map(({ url }) => url)).size).toBe(2);
  });

  it('lets a browser do everything at the console’s address', async () => {
    const place = { service: 'cart', environment: 'production' };
    const definition = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };
    await api.command('PUT', '/api/policy', { ...place, rung: 'rollback', reason: 'tested' });
    await api.command('PUT', '/api/flags/new-cart', { ...place, definition });
    await api.command('POST', '/api/flags/new-cart/ramp', {
      variant: 'on',
      percentage: 100,
      reason: 'all users',
    });
    const isOn = async () => {
      const response = await api.command('POST', '/ofrep/v1/evaluate/flags/new-cart', {
        context: { targetingKey: 'user' },
      });
      return ((await response.json()) as { value?: unknown }).value === true;
    };
    await eventually(isOn, (on) => on);
    await api.send([anomaly('cart')]);
    await eventually(isOn, (on) => !on);
    const mitigated = await eventually(
      () => api.get<Page<IncidentSummary>>('/api/incidents?service=cart'),
      ({ items }) => items[0]?.phase === 'mitigated',
    );
    expect(mitigated.items).toHaveLength(1);
    const flag = await eventually(
      () => api.get<Flag>('/api/flags/new-cart'),
      ({ state }) => state === 'DISABLED',
    );
    expect(flag.changedBy?.id).toBe('guardian');
    expect(await api.get<string>('/', 'text/html')).toContain('<html');
  });

  it('takes commands of a person who is signed in there', async () => {
    const signIn = await fetch(`${console.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: console.url },
      body: JSON.stringify({ token: console.token }),
    });
    const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const { items } = await api.get<Page<IncidentSummary>>('/api/incidents?service=cart');
    const acknowledge = (origin: string) =>
      fetch(`${console.url}/api/incidents/${items[0]?.id}/acknowledge`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, origin },
        body: '{}',
      });
    expect((await acknowledge('https://evil.example')).status).toBe(403);
    expect((await acknowledge(console.url)).status).toBe(202);
  });

  it('loses and doubles nothing when a projector is killed under load, and another comes', async () => {
    const sender = new StubbornSender(console);
    const source = deploymentSteps(randomFrom(7));
    const steps: Step[] = [];
    for (let n = 0; n < 120; n += 1) {
      const batch = Array.from({ length: 20 }, () => source.next().value as Step);
      steps.push(...batch);
      await sender.send(batch.map(toEvent));
      if (n === 40 && projectors[0]) await end(projectors[0], 'SIGKILL');
      if (n === 80) projectors[0] = await begin('projector');
    }
    const ids = steps.map(({ id }) => id);
    const history = await eventually(
      () => everyPage<Change>(api, '/api/changes?environment=production'),
      (items) => items.length >= ids.length,
      30_000,
    );
    const deployments = history.filter(({ kind }) => kind !== 'flag' && kind !== 'config');
    expect(deployments.map(({ eventId }) => eventId)).toEqual(ids.toReversed());
    const entries = await eventually(
      () => everyPage<TimelineEntry>(api, '/api/timeline'),
      (items) => items.length >= ids.length,
    );
    const found = entries.map(({ eventId }) => eventId).filter((id) => id.startsWith('step-'));
    expect(found.sort()).toEqual(ids.toSorted());
    const state = await everyPage<Deployment>(api, '/api/deployments');
    const shown = state.map(({ service, phase, version, exposure, eventId }) => {
      return { service, phase, version, exposure, eventId };
    });
    expect(shown.sort((one, other) => one.service.localeCompare(other.service))).toEqual(
      expectedDeployments(steps),
    );
  });

  it('says in one line that this database belongs to the other log', async () => {
    const { code, stderr } = await runService('projector', { DATABASE_URL: postgres.url });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^hormesis: projector cannot start\. .* was used with the kafka log .*\n$/);
  });

  it('says in one line that it was not told where its database is', async () => {
    const { code, stderr } = await runService('guardian', {}, folder.path);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^hormesis: guardian cannot start\. DATABASE_URL is not set\. .*\n$/);
  });

  it('says which service is missing', async () => {
    const learning = [...running].find(({ name }) => name === 'learning');
    expect((await learning?.end('SIGTERM'))?.code).toBe(0);
    if (learning) running.delete(learning);
    const response = await api.fetch('/api/proposals/any/accept', { method: 'POST' });
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ hint: expect.stringContaining('HORMESIS_LEARNING_URL') });
  });

  it('ends each service cleanly at SIGTERM', async () => {
    const began = performance.now();
    const ends = await Promise.all([...running].map((service) => end(service, 'SIGTERM')));
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(ends).toHaveLength(2 + others.length);
    for (const { code, stderr } of ends) {
      expect(code).toBe(0);
      expect(stderr.split('is stopping"}\n')).toEqual([expect.any(String), '']);
    }
  });
});

function anomaly(service: string) {
  return event({
    type: 'dev.cdeventsx.hormesis-anomaly.detected.0.1.0',
    subject: `${service}-errors`,
    content: {
      service: { id: service },
      environment: { id: 'production' },
      metric: 'http.errors',
      onset: new Date().toISOString(),
      method: 'test',
      observed: 0.5,
      expected: 0.01,
    },
  });
}
