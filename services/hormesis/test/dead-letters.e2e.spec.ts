import { Database } from '@hormesis/database';
import { findRunningInstance } from '@hormesis/platform/local';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, eventually } from './harness/api.js';
import { cli, dataFolder, type Instance, start } from './harness/instance.js';

const exit = { ok: 0, failed: 1, usage: 2, notFound: 3, conflict: 4, unavailable: 7 };
const folder = dataFolder();
let instance: Instance;
let api: Api;
let db: Database;
beforeAll(async () => {
  instance = await start({ data: folder.path });
  api = new Api(instance);
  const url = findRunningInstance(folder.path)?.environment.DATABASE_URL ?? '';
  db = new Database(url, { maxConnections: 2 });
  await db.query(
    `ALTER TABLE read.flag_state__1 ADD CONSTRAINT faulty CHECK (service NOT LIKE 'bad%') NOT VALID`,
  );
});
afterAll(async () => {
  await db?.close();
  await instance?.interrupt();
  folder.remove();
});

const deadLetters = (...args: string[]) =>
  cli(['dead-letters', ...args], { HORMESIS_URL: instance.url, HORMESIS_TOKEN: instance.token });
const asJson = async (...args: string[]) => JSON.parse((await deadLetters(...args, '--json')).stdout);

async function define(key: string, service: string): Promise<void> {
  const definition = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };
  await api.command('PUT', `/api/flags/${key}`, { service, environment: 'production', definition });
}

const parked = (count: number) =>
  eventually(
    () => asJson('list'),
    ({ data }) => data.items.length === count,
  );

describe('dead-letters', () => {
  it('says that nothing is parked', async () => {
    expect(await deadLetters()).toMatchObject({ code: exit.ok, stdout: 'Nothing is parked.\n' });
    expect(await deadLetters('retry', '--all')).toMatchObject({
      code: exit.ok,
      stdout: 'Nothing is parked.\n',
    });
  });

  it('lists and shows what is parked, tries it again, and leaves one out', async () => {
    await define('first', 'bad-service');
    await parked(1);
    await define('second', 'bad-service');
    const { data } = await parked(2);
    const [one, two] = data.items.map(({ seq }: { seq: number }) => String(seq));

    expect((await deadLetters('list', '--limit', '1')).stdout).toContain(`There are more: --after ${one}\n`);
    const behind = await asJson('list', '--after', String(one));
    expect(behind.data.items.map(({ seq }: { seq: number }) => String(seq))).toEqual([two]);
    expect((await deadLetters('list', '--after', String(two))).stdout).toBe(
      `Nothing stands behind ${two}.\n`,
    );

    const { stdout: list } = await deadLetters('list');
    expect(list).toMatch(/^NUMBER +PROJECTION +ROW/);
    expect(list).toMatch(/flag_state +first \/ hormesis +featureflag\.defined .* violates check constraint/);
    const { stdout: shown } = await deadLetters('show', one);
    expect(shown).toContain('"subject": "first"');
    expect(shown).toContain(`hormesis dead-letters retry ${one}`);

    const failed = await deadLetters('retry', one);
    expect(failed.code).toBe(exit.failed);
    expect(failed.stderr).toContain(`Dead letter ${one} could not be taken in: StatementError`);
    const all = await deadLetters('retry', '--all', '--json');
    expect(all.code).toBe(exit.failed);
    expect(JSON.parse(all.stdout)).toMatchObject({ ok: false, data: { requested: 2, parked: 2 } });

    const discarded = await deadLetters('discard', one, '--reason', 'Nobody needs it.');
    expect(discarded).toMatchObject({ code: exit.ok });
    expect(discarded.stdout).toContain(`Dead letter ${one} is discarded.`);
    expect((await deadLetters('retry', one)).code).toBe(exit.conflict);
    expect((await deadLetters('list', '--state', 'discarded')).stdout).toContain(
      'discarded: Nobody needs it.',
    );

    const doctor = await cli(['doctor', '--url', instance.url, '--token', instance.token]);
    expect(doctor.stdout).toMatch(/wrong +projection flag_state +1 event parked, the first/);
    const status = await cli(['status', '--url', instance.url, '--token', instance.token]);
    expect(status.stdout).toContain('Parked in flag_state. Look at them: hormesis dead-letters list');

    await db.query('ALTER TABLE read.flag_state__1 DROP CONSTRAINT faulty');
    expect(await deadLetters('retry', two)).toMatchObject({
      ...{ code: exit.ok, stdout: `Dead letter ${two} is taken in.\n` },
    });
    expect((await deadLetters('show', two)).code).toBe(exit.notFound);
  });

  it('says what is wrong with the call', async () => {
    const outcomes: [string[], number, RegExp][] = [
      [['retry'], exit.usage, /Say which dead letter/],
      [['retry', '1', '--all'], exit.usage, /not both/],
      [['retry', 'first'], exit.usage, /whole number/],
      [['discard', '1'], exit.usage, /--reason/],
      [['revive'], exit.usage, /Unknown command 'revive'/],
      [['show', '4711'], exit.notFound, /There is no dead letter 4711/],
      [
        ['retry', '--all', '--projection', 'nobody'],
        exit.notFound,
        /no projection or reaction called nobody/,
      ],
    ];
    for (const [args, code, message] of outcomes) {
      const ended = await deadLetters(...args);
      expect(ended.stderr).toMatch(message);
      expect(ended.code).toBe(code);
    }
  });
});
