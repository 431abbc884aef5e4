import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Change, Deployment } from '@hormesis/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, eventually } from './harness/api.js';
import { deploymentSteps, expectedDeployments, type Step, toEvent } from './harness/deployments.js';
import { everyPage } from './harness/every-page.js';
import { flagOf, goWrong, letGuardianAct } from './harness/go-wrong.js';
import { cli, dataFolder, type Ended, type Instance, start } from './harness/instance.js';
import { randomFrom } from './harness/stubborn-sender.js';
import { byPartition, countOf, offsetOf, upToDate, type View, viewOf } from './harness/view-of.js';

type Receipt = { id: string; position: string; duplicate: boolean };

describe('a backup that is made while events flow, restored in a new place', () => {
  const folder = dataFolder();
  const [old, fresh] = [join(folder.path, 'old'), join(folder.path, 'new')];
  const file = join(folder.path, 'hormesis.backup');
  const steps: Step[] = [];
  const receipts = new Map<string, Receipt>();
  const all = deploymentSteps(randomFrom(7));
  let first: Instance;
  let second: Instance | undefined;
  let api: Api;
  let before: View;
  let after: View;
  let late: Step[];

  const nextSteps = (count: number) => Array.from({ length: count }, () => all.next().value as Step);
  const send = async (to: Api, some: readonly Step[]) => {
    for (const receipt of await to.send(some.map(toEvent))) receipts.set(receipt.id, receipt);
  };
  const fail = async (at: Api, name: string) => {
    await flagOf(at, name);
    await goWrong(at, name);
  };
  const backUp = (to: string, data = old) => cli(['backup', to, '--data', data, '--json']);
  const restore = (...args: string[]) => cli(['restore', ...args, '--json']);
  const succeeded = ({ code, stdout, stderr }: Ended) => expect(code, `${stdout}${stderr}`).toBe(0);

  beforeAll(async () => {
    first = await start({ data: old });
    const origin = new Api(first);
    await letGuardianAct(origin);
    await fail(origin, 'victim-1');
    await fail(origin, 'victim-2');
    let flowing = true;
    const flow = (async () => {
      while (flowing) {
        const batch = nextSteps(5);
        steps.push(...batch);
        await send(origin, batch);
      }
    })();
    await wait(500);
    succeeded(await backUp(file));
    await wait(300);
    flowing = false;
    await flow;
    late = nextSteps(5);
    await send(origin, late);
    await fail(origin, 'victim-after');
    before = await viewOf(origin);
    await first.interrupt();

    succeeded(await restore(file, '--data', fresh));
    second = await start({ data: fresh });
    api = new Api(second);
    await upToDate(api);
    after = await viewOf(api);
  }, 240_000);
  afterAll(async () => {
    await second?.interrupt();
    folder.remove();
  });

  it('has the log as it was at one moment: each partition up to some record, each record where it was', () => {
    const [whole, restored] = [byPartition(before.timeline), byPartition(after.timeline)];
    expect(after.timeline.length).toBeGreaterThan(20);
    expect(after.timeline.length).toBeLessThan(before.timeline.length);
    for (const [partition, entries] of restored) {
      expect(entries).toEqual(whole.get(partition)?.slice(0, entries.length));
    }
  });

  it('was really made while events flowed, and lacks what came after it', async () => {
    const there = new Set(after.timeline.map(({ eventId }) => eventId));
    expect(steps.some(({ id }) => there.has(id))).toBe(true);
    expect(steps.some(({ id }) => !there.has(id))).toBe(true);
    expect(late.filter(({ id }) => there.has(id))).toEqual([]);
    expect(after.incidents.map(({ service }) => service).sort()).toEqual(['victim-1', 'victim-2']);
  });

  it('makes the read models anew', async () => {
    const there = new Set(after.timeline.map(({ eventId }) => eventId));
    const items = await everyPage<Deployment>(api, '/api/deployments');
    const found = items.map(({ service, phase, version, exposure, eventId }) => ({
      service,
      phase,
      version,
      exposure,
      eventId,
    }));
    expect(found.sort((one, other) => one.service.localeCompare(other.service))).toEqual(
      expectedDeployments(steps.filter(({ id }) => there.has(id))),
    );
  });

  it('does nothing again that its reactions had done', async () => {
    const known = before.incidents.filter(({ service }) => service !== 'victim-after');
    expect(after.incidents).toEqual(known);
    for (const { actions, phase } of after.incidents) {
      expect(phase).toBe('mitigated');
      expect(actions).toMatchObject([{ state: 'completed' }]);
    }
    expect(countOf(after, 'incident.detected', 'action.requested', 'action.completed')).toEqual({
      'incident.detected': 2,
      'action.requested': 2,
      'action.completed': 2,
    });
  });

  it('continues without a gap: what it has counts as sent, what it lacks is taken at the next offset', async () => {
    const there = new Set(after.timeline.map(({ eventId }) => eventId));
    const again = [...steps, ...late];
    for (let n = 0; n < again.length; n += 200) {
      for (const receipt of await api.send(again.slice(n, n + 200).map(toEvent))) {
        expect(receipt.duplicate).toBe(there.has(receipt.id));
        if (receipt.duplicate) expect(receipt.position).toBe(receipts.get(receipt.id)?.position);
      }
    }
    const changes = await eventually(
      () => everyPage<Change>(api, '/api/changes'),
      (items) => again.every(({ id }) => items.some(({ eventId }) => eventId === id)),
    );
    const places = byPartition(changes.filter(({ position }) => position.startsWith('hormesis.changes/')));
    for (const entries of places.values()) {
      expect(entries.map(({ position }) => offsetOf(position))).toEqual(entries.map((_, n) => n));
    }
    await fail(api, 'victim-after');
    expect((await viewOf(api)).incidents).toHaveLength(3);
  });

  it('is not restored where data is, nor written over another file', async () => {
    expect(await restore(file, '--data', old)).toMatchObject({
      code: 4,
      stdout: expect.stringMatching(/holds data already .* Restore into an empty one/),
    });
    expect(await backUp(file)).toMatchObject({
      code: 4,
      stdout: expect.stringContaining('is there already'),
    });
  });

  it('can be made and looked at while nothing runs', async () => {
    const other = join(folder.path, 'other.backup');
    const made = await backUp(other);
    expect(made).toMatchObject({ code: 0 });
    const { data } = JSON.parse(made.stdout);
    const checked = await restore(other, '--check');
    expect(checked).toMatchObject({ code: 0 });
    expect(JSON.parse(checked.stdout).data).toMatchObject({
      rows: data.rows,
      madeAt: data.madeAt,
      log: 'postgres',
    });
    expect(existsSync(join(folder.path, `${other}.partial`))).toBe(false);
  });

  it('is refused when it is damaged, or is no backup, or is not there', async () => {
    const broken = join(folder.path, 'broken.backup');
    writeFileSync(broken, 'hello');
    expect(await restore(broken, '--check')).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('no backup'),
    });
    expect(await restore(join(folder.path, 'nowhere'))).toMatchObject({ code: 3 });
    expect(await backUp(join(folder.path, 'x'), join(folder.path, 'nothing'))).toMatchObject({ code: 3 });
  });
});
