import { deployment, flag, incidentDetail, proposal } from '@hormesis/api';
import { type Event, topicOf } from '@hormesis/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  readDeployments,
  readFlag,
  readFlags,
  readIncident,
  readIncidents,
  readModels,
  readProposal,
  readProposals,
} from '../src/index.js';
import { at, event, type ReadModelsUnderTest, startReadModels } from './given-events.js';
import { PartitionedLog } from './partitioned-log.js';
import { badDeployment, deployed } from './stories.js';

/** The database stores no such text. */
const poison = 'null\0character';
const decided = { source: '/hormesis/test' };

const definition = { state: 'ENABLED', variants: { on: true }, defaultVariant: 'on' } as const;
const events = (): Event[] => [
  ...badDeployment(),
  deployed(20, 'search', 'v7'),
  event(21, { name: 'featureflag.defined', subject: 'new-cart', data: { definition } }, decided),
  event(21, { name: 'featureflag.defined', subject: 'other', data: { definition } }, decided),
  deployed(30, 'checkout', poison),
  event(
    30,
    { name: 'featureflag.flipped', subject: 'new-cart', data: { state: 'DISABLED', reason: poison } },
    decided,
  ),
  event(
    30,
    {
      name: 'incident.resolved',
      subject: 'inc-7f3a',
      data: { environment: { id: 'production' }, resolution: poison },
    },
    decided,
  ),
  event(
    30,
    {
      name: 'proposal.rejected',
      subject: 'proposal-1',
      data: { service: { id: 'checkout' }, incident: 'inc-7f3a', reason: poison },
    },
    decided,
  ),
  deployed(40, 'checkout', 'v415'),
];

let test: ReadModelsUnderTest;
let records: { event: Event; position: { topic: string; partition: number; offset: number } }[];
beforeAll(async () => {
  test = await startReadModels(readModels);
  const heads = new Map<string, number>();
  records = events().map((one) => {
    const topic = topicOf(one);
    const offset = heads.get(topic) ?? 0;
    heads.set(topic, offset + 1);
    return { key: '', event: one, position: { topic, partition: 0, offset } };
  });
  await test.takeIn(new PartitionedLog(records as never, 1));
});
afterAll(() => test.drop());

function positionOf(name: string, version?: string): string {
  const found = records.find(
    ({ event: { name: one, data, time } }) =>
      one === name &&
      (version === undefined ? time === at(30) : (data as { version?: string }).version === version),
  );
  return `${found?.position.topic}/0@${found?.position.offset}`;
}

describe('a row that waits behind an event that could not be taken in', () => {
  it('says since when, behind which event, and why; the others do not', async () => {
    const { items } = await readDeployments(test.database);
    const byService = Object.fromEntries(
      items.map((item) => [item.service, deployment.strict().parse(item)]),
    );
    expect(byService.search?.staleSince).toBeNull();
    expect(byService.checkout).toMatchObject({
      version: 'v412',
      staleSince: {
        position: positionOf('service.deployed', poison),
        reason: 'failed',
        error: expect.stringContaining('U+0000'),
      },
    });
    expect(Date.parse(byService.checkout?.staleSince?.at ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it('is found by its whole key', async () => {
    const position = positionOf('featureflag.flipped');
    const { items } = await readFlags(test.database);
    expect(items.map(({ key, staleSince }) => [key, staleSince?.position])).toEqual([
      ['other', undefined],
      ['new-cart', position],
    ]);
    expect(flag.strict().parse(await readFlag(test.database, 'new-cart'))).toMatchObject({
      state: 'ENABLED',
      staleSince: { position },
    });
  });

  it('says so in a list and alone', async () => {
    const resolved = { phase: 'resolved', staleSince: { position: positionOf('incident.resolved') } };
    expect((await readIncidents(test.database)).items).toMatchObject([resolved]);
    expect(incidentDetail.strict().parse(await readIncident(test.database, 'inc-7f3a'))).toMatchObject(
      resolved,
    );
    const accepted = { state: 'accepted', staleSince: { position: positionOf('proposal.rejected') } };
    expect((await readProposals(test.database)).items).toMatchObject([accepted]);
    expect(proposal.strict().parse(await readProposal(test.database, 'proposal-1'))).toMatchObject(accepted);
  });

  it('is well again once nothing waits', async () => {
    await test.database.query('DELETE FROM projection.parked_key');
    const { items } = await readDeployments(test.database);
    expect(items.map(({ staleSince }) => staleSince)).toEqual([null, null]);
  });
});
