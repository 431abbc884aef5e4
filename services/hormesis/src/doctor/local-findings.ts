import { access, constants, statfs } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { checkJava } from '@hormesis/kafka-broker';
import { attempt, type Finding } from './finding.js';

/** The Node the project brings; an older one may lack what the code uses. */
const neededNode = 24;
const mebibyte = 1024 * 1024;
/** Free space, MiB: below the first a week of events may fill the disk, below the second Postgres soon stops. */
const space = { tight: 2048, toolittle: 256 };
const forKafkaOnly = 'Only npm run start:kafka needs it, without KAFKA_BROKERS.';

/** What a server on this machine would find: Node, the data folder, the disk, and what Kafka needs. */
export function localFindings(data: string): Promise<Finding[]> {
  return Promise.all([
    nodeVersion(process.version),
    attempt('data folder', () => dataFolder(resolve(data)), {
      level: 'wrong',
      remedy: 'Choose a folder that this user can write to: --data <dir>.',
    }),
    attempt('disk', async () => diskSpace(await freeMebibytes(data))),
    attempt('Java', java, { level: 'note', remedy: forKafkaOnly }),
    maven(process.env.PATH ?? ''),
  ]);
}

export function nodeVersion(version: string): Finding {
  const found = { what: 'Node', detail: version };
  if (Number(/^v(\d+)/.exec(version)?.[1]) >= neededNode) return { level: 'good', ...found };
  return {
    level: 'wrong',
    ...found,
    remedy: `Run it as npx hormesis or npm start: they bring Node ${neededNode}.`,
  };
}

export function diskSpace(free: number): Finding {
  const found = { what: 'disk', detail: `${free} MiB free` };
  if (free >= space.tight) return { level: 'good', ...found };
  return {
    level: free < space.toolittle ? 'wrong' : 'odd',
    ...found,
    remedy:
      'Free some space, or keep the data elsewhere: --data <dir>. The log keeps changes and incidents for ever.',
  };
}

async function dataFolder(folder: string): Promise<Finding> {
  const existing = await nearestExisting(folder);
  await access(existing, constants.W_OK);
  const detail = existing === folder ? `${folder} can be written` : `${folder} can be made`;
  return { level: 'good', what: 'data folder', detail };
}

async function freeMebibytes(data: string): Promise<number> {
  const { bavail, bsize } = await statfs(await nearestExisting(resolve(data)));
  return Math.floor((bavail * bsize) / mebibyte);
}

async function nearestExisting(folder: string): Promise<string> {
  const there = await access(folder).then(
    () => true,
    () => false,
  );
  return there || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));
}

async function java(): Promise<Finding> {
  await checkJava();
  return { level: 'good', what: 'Java', detail: 'new enough for Kafka' };
}

async function maven(path: string): Promise<Finding> {
  const places = path.split(delimiter).map((folder) => access(join(folder, 'mvn'), constants.X_OK));
  return Promise.any(places).then(
    () => ({ level: 'good', what: 'Maven', detail: 'can fetch Kafka' }),
    () => ({
      level: 'note',
      what: 'Maven',
      detail: 'there is no mvn',
      remedy: `${forKafkaOnly} Install it, for example: apt-get install maven.`,
    }),
  );
}
