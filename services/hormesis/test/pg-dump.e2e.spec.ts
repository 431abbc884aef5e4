import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@hormesis/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api } from './harness/api.js';
import { deploymentSteps, type Step, toEvent } from './harness/deployments.js';
import { flagOf, goWrong, letGuardianAct } from './harness/go-wrong.js';
import { dataFolder, type Instance, start } from './harness/instance.js';
import { pgTool } from './harness/pg-tools.js';
import { randomFrom } from './harness/stubborn-sender.js';
import { byPartition, countOf, offsetOf, upToDate, type View, viewOf } from './harness/view-of.js';

describe('pg_dump of the embedded database while events flow, restored by pg_restore into another Postgres', () => {
  const folder = dataFolder();
  const file = join(folder.path, 'dump');
  const steps: Step[] = [];
  const all = deploymentSteps(randomFrom(11));
  let postgres: EmbeddedPostgres;
  let second: Instance | undefined;
  let api: Api;
  let before: View;
  let after: View;

  const nextSteps = (count: number) => {
    const next = Array.from({ length: count }, () => all.next().value as Step);
    steps.push(...next);
    return next.map(toEvent);
  };

  beforeAll(async () => {
    const first = await start({ data: join(folder.path, 'old') });
    const origin = new Api(first);
    await letGuardianAct(origin);
    for (const name of ['victim-1', 'victim-2']) await flagOf(origin, name);
    await goWrong(origin, 'victim-1');
    let flowing = true;
    const flow = (async () => {
      while (flowing) await origin.send(nextSteps(5));
    })();
    await wait(500);
    await pgTool('pg_dump', '--format=custom', '--file', file, databaseUrl(first));
    flowing = false;
    await flow;
    await origin.send(nextSteps(5));
    await upToDate(origin);
    before = await viewOf(origin);
    await first.interrupt();

    postgres = await startEmbeddedPostgres({ directory: join(folder.path, 'postgres') });
    await pgTool('pg_restore', '--exit-on-error', '--dbname', postgres.url, file);
    second = await start({ data: join(folder.path, 'new'), env: { DATABASE_URL: postgres.url } });
    api = new Api(second);
    await upToDate(api);
    after = await viewOf(api);
  }, 240_000);
  afterAll(async () => {
    await second?.interrupt();
    await postgres?.stop();
    folder.remove();
  });

  it('has the log as it was at one moment, and what was done is not done again', () => {
    const whole = byPartition(before.timeline);
    expect(after.timeline.length).toBeGreaterThan(10);
    expect(after.timeline.length).toBeLessThan(before.timeline.length);
    for (const [partition, entries] of byPartition(after.timeline)) {
      expect(entries).toEqual(whole.get(partition)?.slice(0, entries.length));
    }
    expect(after.incidents).toEqual(before.incidents);
    expect(countOf(after, 'incident.detected', 'action.requested', 'action.completed')).toEqual({
      'incident.detected': 1,
      'action.requested': 1,
      'action.completed': 1,
    });
  });

  it('continues without a gap', async () => {
    const there = new Set(after.timeline.map(({ eventId }) => eventId));
    const again = steps.map(toEvent);
    for (let n = 0; n < again.length; n += 200) {
      for (const { id, duplicate } of await api.send(again.slice(n, n + 200)))
        expect(duplicate).toBe(there.has(id));
    }
    await goWrong(api, 'victim-2');
    await upToDate(api);
    const { timeline, incidents } = await viewOf(api);
    expect(incidents.map(({ service }) => service).sort()).toEqual(['victim-1', 'victim-2']);
    for (const entries of byPartition(timeline).values()) {
      expect(entries.map(({ position }) => offsetOf(position))).toEqual(entries.map((_, n) => n));
    }
  });
});

/** As `running.json` in the data folder gives it. */
function databaseUrl({ data }: Instance): string {
  return JSON.parse(readFileSync(join(data, 'running.json'), 'utf8')).environment.DATABASE_URL;
}
