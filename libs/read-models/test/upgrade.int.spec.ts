import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { proposal as proposalShape, withheldProposal as withheldShape } from '@hormesis/api';
import { migrate } from '@hormesis/database';
import { type Event, topicOf } from '@hormesis/events';
import { allTopics } from '@hormesis/log';
import { migrateProjections, rebuild, staleProjections } from '@hormesis/projection';
import { ScriptedLog, startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  migrateReadModels,
  readGuards,
  readModels,
  readProposal,
  readProposals,
  readWithheldProposals,
} from '../src/index.js';
import { readModelMigrations } from '../src/migrate-read-models.js';
import { at } from './given-events.js';
import { lifeOfAGuard } from './learning-stories.js';
import { badDeployment } from './stories.js';

const changed = readModels.filter(({ name }) => name === 'proposal' || name === 'withheld_proposal');
let test: TestDatabase;
let before: string;

beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
  before = await mkdtemp(join(tmpdir(), 'hormesis-migrations-'));
  for (const file of await readdir(readModelMigrations.directory))
    if (file < '0005') await copyFile(new URL(file, readModelMigrations.directory), join(before, file));
  await migrate(test.database, { schema: 'read', directory: pathToFileURL(`${before}/`) });
});
afterAll(async () => {
  await test?.drop();
  await rm(before, { recursive: true });
});

/** Rows as the release before has left them. */
async function leaveOldRows(): Promise<void> {
  await test.database.query(`
    INSERT INTO projection.build (projection, build, version, relation, state, started_at, live_at)
    VALUES ('proposal', 1, 1, 'read.proposal__1', 'live', now(), now()),
           ('withheld_proposal', 1, 1, 'read.withheld_proposal__1', 'live', now(), now())`);
  await test.database.query(
    `INSERT INTO read.proposal (id, kind, class, state, title, rationale, verification, service, environment, incident,
       fingerprint, files, evidence, proposed_at, decided_at, decided_by, reason, event_time, event_id, event_position)
     VALUES ('old-1', 'flag-default', 'limits', 'accepted', 'Put it behind a flag', 'r', 'v', 'checkout', 'production',
       'inc-1', 'f1', '[]', '["e1"]', $1, $1, NULL, 'good', $1, 'e1', 'hormesis.learning/0@1')`,
    [at(1)],
  );
  await test.database.query(
    `INSERT INTO read.withheld_proposal (incident, kind, reason, at, event_time, event_id, event_position)
     VALUES ('inc-1', 'test', 'No failing request.', $1, $1, 'e2', 'hormesis.learning/0@2')`,
    [at(1)],
  );
}

it('shows the rows of before, asks for a rebuild, and has the new shape after it', async () => {
  await leaveOldRows();
  await migrateReadModels(test.database);
  const shown = (await readProposals(test.database)).items.map((item) => proposalShape.strict().parse(item));
  expect(shown).toMatchObject([
    {
      ...{ id: 'old-1', state: 'accepted', proposer: 'gate', instance: 'Put it behind a flag' },
      ...{ variantsTried: 1, exercises: [], backtest: null, reason: 'good' },
    },
  ]);
  const withheld = (await readWithheldProposals(test.database)).items;
  expect(withheld.map((item) => withheldShape.strict().parse(item))).toMatchObject([{ proposer: 'replay' }]);
  expect((await readGuards(test.database)).items).toEqual([]);
  expect(await staleProjections(test.database, changed)).toMatchObject([
    { name: 'proposal', live: 1, own: 2, remedy: expect.stringContaining('hormesis rebuild proposal') },
    { name: 'withheld_proposal', live: 1, own: 2 },
  ]);

  const log = new ScriptedLog(allTopics);
  const events: Event[] = [...lifeOfAGuard().slice(0, 11), ...badDeployment()];
  for (const event of events) log.put(topicOf(event), event);
  const built = await rebuild({ db: test.database, log, projections: changed });
  expect(built).toMatchObject([
    { state: 'live', version: 2 },
    { state: 'live', version: 2 },
  ]);
  expect(await staleProjections(test.database, changed)).toEqual([]);
  expect(await readProposal(test.database, 'pro-1')).toMatchObject({ state: 'applied' });
  expect(await readProposal(test.database, 'old-1')).toBeUndefined();
  expect((await readGuards(test.database)).items).toMatchObject([{ id: 'pro-1', caught: 1 }]);
});
