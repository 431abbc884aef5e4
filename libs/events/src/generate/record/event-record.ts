import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { Event } from '../../envelope/event.js';
import type { Shape } from './shape-of.js';
import type { TypeVersion } from './versions-of.js';

/** What lies on logs, and has to be read for ever: the shape of each type and version, and one event of it. */
export type EventRecord = {
  /** By full type. */
  shapes: Readonly<Record<string, Shape>>;
  /** The full types that have a fixture. */
  fixtures: ReadonlySet<string>;
};

/** An event as it was sent, which never changes, and as it is read now, which is the newest version of its type. */
export type Fixture = { sent: { type: string }; read: Event };

/** Where the record stands: `shapes/<name>.json`, `events/<name>/<version>.json`. */
export const recordDirectory = new URL('../../../test/golden/', import.meta.url);

export async function readRecord(directory: URL): Promise<EventRecord> {
  const shapes = await Promise.all(
    (await names(new URL('shapes/', directory))).map((file) =>
      readJson<EventRecord['shapes']>(new URL(`shapes/${file}`, directory)),
    ),
  );
  const fixtures = await readFixtures(directory);
  return {
    shapes: Object.assign({}, ...shapes),
    fixtures: new Set(fixtures.map(({ fixture }) => fixture.sent.type)),
  };
}

/** Every fixture, and the file it stands in, relative to `events/`. */
export async function readFixtures(directory: URL): Promise<{ file: string; fixture: Fixture }[]> {
  const events = new URL('events/', directory);
  const types = await names(events);
  const files = await Promise.all(
    types.map(async (type) => (await names(new URL(`${type}/`, events))).map((file) => `${type}/${file}`)),
  );
  return Promise.all(
    files.flat().map(async (file) => ({ file, fixture: await readJson<Fixture>(new URL(file, events)) })),
  );
}

export async function writeShapes(
  directory: URL,
  name: string,
  shapes: EventRecord['shapes'],
): Promise<void> {
  await writeJson(new URL(`shapes/${name}.json`, directory), shapes);
}

export async function writeFixture(
  directory: URL,
  { name, version }: TypeVersion,
  fixture: Fixture,
): Promise<void> {
  await writeJson(new URL(`events/${name}/${version}.json`, directory), fixture);
}

async function names(directory: URL): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  return (await readdir(directory)).toSorted();
}

async function readJson<T>(file: URL): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8'));
}

async function writeJson(file: URL, json: unknown): Promise<void> {
  await mkdir(new URL('./', file), { recursive: true });
  await writeFile(file, `${JSON.stringify(json, null, 2)}\n`);
}
