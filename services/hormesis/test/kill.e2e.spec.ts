import { setTimeout as wait } from 'node:timers/promises';
import type { Change, Deployment, Flag, IncidentSummary, TimelineEntry } from '@hormesis/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, event, eventually } from './harness/api.js';
import { deploymentSteps, expectedDeployments, type Step, toEvent } from './harness/deployments.js';
import { everyPage } from './harness/every-page.js';
import { dataFolder, freePort, type Instance, start, startAndKill } from './harness/instance.js';
import { randomFrom, StubbornSender } from './harness/stubborn-sender.js';

const killsAtWork = 4;
const killsAtStart = 2;
const toggled = ['toggled-0', 'toggled-1', 'toggled-2'];
const definition = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'on' };

describe.each(['postgres', 'kafka'] as const)(
  'the all-in-one on the %s log, killed again and again',
  (log) => {
    const folder = dataFolder();
    const seed = Date.now() % 1_000_000;
    const random = randomFrom(seed);
    const steps: Step[] = [];
    const flips = new Map<string, number>();
    const anomalies: string[] = [];
    let instance: Instance;
    let api: Api;
    let sender: StubbornSender;

    beforeAll(async () => {
      const port = await freePort();
      const options = { data: folder.path, kafka: log === 'kafka', port };
      instance = await start(options);
      api = new Api(instance);
      sender = new StubbornSender(instance);
      await sender.command('PUT', '/api/policy', {
        service: '*',
        environment: 'acting',
        rung: 'rollback',
        reason: 'tested',
      });
      let goesOn = true;
      const senders = Promise.all(
        [sendSteps, sendFlips, sendAnomalies].map(async (send) => {
          for await (const _ of send()) if (!goesOn) return;
        }),
      );
      for (let kill = 0; kill < killsAtWork; kill += 1) {
        await wait(200 + random() * 1_300);
        await instance.kill();
        if (kill < killsAtStart) await startAndKill(options, 300 + random() * 4_000);
        instance = await start(options);
      }
      await wait(500);
      goesOn = false;
      await senders;
      await eventually(unanswered, (open) => open.length === 0, 30_000);
    });
    afterAll(async () => {
      await instance?.interrupt();
      folder.remove();
    });

    async function* sendSteps() {
      const all = deploymentSteps(random);
      for (;;) {
        const batch = Array.from({ length: 1 + Math.floor(random() * 20) }, () => all.next().value as Step);
        steps.push(...batch);
        await sender.send(batch.map(toEvent));
        yield;
      }
    }

    async function* sendFlips() {
      const place = { service: 'service-0', environment: 'production' };
      for (const flag of toggled) await sender.command('PUT', `/api/flags/${flag}`, { ...place, definition });
      for (;;) {
        const flag = toggled[Math.floor(random() * toggled.length)] ?? 'toggled-0';
        const count = (flips.get(flag) ?? 0) + 1;
        await sender.command('POST', `/api/flags/${flag}/flip`, {
          state: stateAfter(count),
          reason: 'toggled',
        });
        flips.set(flag, count);
        yield;
      }
    }

    async function* sendAnomalies() {
      for (;;) {
        const name = `victim-${anomalies.length}`;
        const where = { service: { id: name }, environment: { id: 'acting' } };
        await sender.command('PUT', `/api/flags/${name}`, {
          definition,
          service: name,
          environment: 'acting',
        });
        anomalies.push(name);
        await sender.send([anomaly(name, where)]);
        yield wait(100);
      }
    }

    /** Anomalies whose incident is not mitigated yet, or not there. */
    const unanswered = async () => {
      const incidents = await everyPage<IncidentSummary>(api, '/api/incidents');
      const mitigated = new Set(
        incidents.filter(({ phase }) => phase === 'mitigated').map(({ service }) => service),
      );
      const open = anomalies.filter((name) => !mitigated.has(name));
      return open.map((name) => ({ name, incident: incidents.find(({ service }) => service === name) }));
    };
    const timeline = () => everyPage<TimelineEntry>(api, '/api/timeline');
    const timelineNames = async () => (await timeline()).map(({ name }) => name);
    const parked = async () =>
      (await api.get<{ projections: { parked: number }[] }>('/api/status')).projections.reduce(
        (sum, projection) => sum + projection.parked,
        0,
      );

    it('was really interrupted', () => {
      expect(sender.resent).toBeGreaterThan(killsAtWork);
      expect(sender.acknowledged.size).toBe(steps.length + anomalies.length);
      expect(Math.min(...toggled.map((flag) => flips.get(flag) ?? 0))).toBeGreaterThan(1);
      expect(anomalies.length).toBeGreaterThan(killsAtWork);
    });

    it('has every acknowledged event in the timeline exactly once, and parked none', async () => {
      const ids = (await timeline()).map(({ source, eventId }) => `${source} ${eventId}`);
      expect(new Set(ids).size).toBe(ids.length);
      const lost = [...sender.acknowledged].filter((id) => !ids.includes(`/test ${id}`));
      expect(lost).toEqual([]);
      expect(await parked()).toBe(0);
    });

    it(`has the deployment state of an independent fold (seed ${seed})`, async () => {
      const items = await everyPage<Deployment>(api, '/api/deployments');
      const found = items.map(({ service, phase, version, exposure, eventId }) => ({
        service,
        phase,
        version,
        exposure,
        eventId,
      }));
      expect(found.sort((one, other) => one.service.localeCompare(other.service))).toEqual(
        expectedDeployments(steps),
      );
    });

    it('has each change in the history once, in order', async () => {
      const items = await everyPage<Change>(api, '/api/changes');
      const deployments = items.filter(({ kind }) => ['deployment', 'rollback', 'removal'].includes(kind));
      expect(deployments.map(({ eventId }) => eventId)).toEqual(steps.map(({ id }) => id).reverse());
      for (const flag of toggled) {
        const ofFlag = items.filter(({ kind, subject }) => kind === 'flag' && subject === flag);
        expect(ofFlag).toHaveLength(1 + (flips.get(flag) ?? 0));
      }
    });

    it('opened one incident an anomaly, and acted once on each', async () => {
      const incidents = await everyPage<IncidentSummary>(api, '/api/incidents');
      expect(incidents.map(({ service }) => service).sort()).toEqual([...anomalies].sort());
      for (const { phase, service, actions } of incidents) {
        expect(phase).toBe('mitigated');
        expect(actions).toMatchObject([{ state: 'completed', target: { kind: 'kill', flag: service } }]);
      }
      const names = await timelineNames();
      for (const name of ['incident.detected', 'attribution.ranked', 'action.requested', 'action.completed'])
        expect([name, times(names, name)]).toEqual([name, anomalies.length]);
    });

    it('has each flag as it was left', async () => {
      const flags = await everyPage<Flag>(api, '/api/flags');
      const states = Object.fromEntries(flags.map(({ key, state }) => [key, state]));
      const expected = [
        ...anomalies.map((key) => [key, 'DISABLED']),
        ...toggled.map((key) => [key, stateAfter(flips.get(key) ?? 0)]),
      ];
      expect(states).toEqual(Object.fromEntries(expected));
    });
  },
);

/** Toggled flags begin on. */
function stateAfter(count: number): 'ENABLED' | 'DISABLED' {
  return count % 2 === 0 ? 'ENABLED' : 'DISABLED';
}

function anomaly(name: string, where: Record<string, unknown>) {
  const onset = new Date().toISOString();
  return event({
    id: `anomaly-${name}`,
    type: 'dev.cdeventsx.hormesis-anomaly.detected.0.1.0',
    subject: `errors-of-${name}`,
    content: { ...where, metric: 'http.errors', onset, method: 'test', observed: 0.5, expected: 0.01 },
  });
}

function times(names: readonly string[], name: string): number {
  return names.filter((each) => each === name).length;
}
