import { join } from 'node:path';
import { type KafkaBroker, startKafkaBroker } from '@hormesis/kafka-broker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api } from './harness/api.js';
import { deploymentSteps, type Step, toEvent } from './harness/deployments.js';
import { flagOf, goWrong, letGuardianAct } from './harness/go-wrong.js';
import { cli, dataFolder, type Instance, start } from './harness/instance.js';
import { randomFrom } from './harness/stubborn-sender.js';
import { byPartition, countOf, upToDate, type View, viewOf } from './harness/view-of.js';

describe('a backup of the database beside a log in Kafka, restored when the log has gone on', () => {
  const folder = dataFolder();
  const file = join(folder.path, 'hormesis.backup');
  const steps: Step[] = [];
  const all = deploymentSteps(randomFrom(13));
  let broker: KafkaBroker;
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
    broker = await startKafkaBroker({ directory: join(folder.path, 'broker') });
    const options = { kafka: true, env: { KAFKA_BROKERS: broker.brokers.join(',') } };
    const first = await start({ ...options, data: join(folder.path, 'old') });
    const origin = new Api(first);
    await letGuardianAct(origin);
    for (const name of ['victim-1', 'victim-2', 'victim-3']) await flagOf(origin, name);
    await origin.send(nextSteps(20));
    await goWrong(origin, 'victim-1');
    expect(await cli(['backup', file, '--data', first.data])).toMatchObject({ code: 0 });
    await origin.send(nextSteps(20));
    await goWrong(origin, 'victim-2');
    await upToDate(origin);
    before = await viewOf(origin);
    await first.interrupt();

    const data = join(folder.path, 'new');
    expect(await cli(['restore', file, '--data', data])).toMatchObject({ code: 0 });
    second = await start({ ...options, data });
    api = new Api(second);
    await upToDate(api);
    after = await viewOf(api);
  }, 300_000);
  afterAll(async () => {
    await second?.interrupt();
    await broker?.stop();
    folder.remove();
  });

  it('has all that is on the log, also what came after the backup, each event once', () => {
    const ids = ({ timeline }: View) => timeline.map(({ source, eventId }) => `${source} ${eventId}`).sort();
    expect(ids(after)).toEqual(ids(before));
    const partitions = byPartition(before.timeline);
    for (const [partition, entries] of byPartition(after.timeline)) {
      expect(entries.map(({ position }) => position)).toEqual(
        partitions.get(partition)?.map(({ position }) => position),
      );
    }
  });

  it('reacts again to what came after the backup, by the same events, so that all counts once', () => {
    expect(countOf(after, 'incident.detected', 'action.requested', 'action.completed')).toEqual({
      'incident.detected': 2,
      'action.requested': 2,
      'action.completed': 2,
    });
    expect(after.incidents.map(({ service, phase }) => [service, phase])).toEqual(
      before.incidents.map(({ service, phase }) => [service, phase]),
    );
  });

  it('continues: what is on the log counts as sent, and the guardian acts on what is new', async () => {
    const timeline = new Set(after.timeline.map(({ eventId }) => eventId));
    expect(steps.every(({ id }) => timeline.has(id))).toBe(true);
    await api.send(steps.map(toEvent));
    await goWrong(api, 'victim-3');
    await upToDate(api);
    const now = await viewOf(api);
    expect(now.timeline.filter(({ eventId }) => eventId.startsWith('step-'))).toHaveLength(steps.length);
    expect(now.incidents.map(({ service }) => service).sort()).toEqual(['victim-1', 'victim-2', 'victim-3']);
  });
});
