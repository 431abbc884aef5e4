// Decides on a few streams, several commands at once, and says what was accepted, until it is killed.
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '@hormesis/database';
import { PostgresLog } from '@hormesis/log-postgres';
import { Streams } from '@hormesis/streams';
import { add, notesDecider } from './notes.ts';
import { RemoteLog } from './remote-log.ts';

const { url, name, streamCount, transactional } = JSON.parse(process.argv[2]);
const db = new Database(url, { maxConnections: 6, applicationName: name });
const log = transactional ? await PostgresLog.open(db) : new RemoteLog();
const streams = new Streams(db, log, notesDecider, { source: '/hormesis/test' });
let next = 0;

async function decideForEver() {
  for (;;) {
    const n = next++;
    const note = `${name}-${n}`;
    await streams.decide(`kill-${n % streamCount}`, add(note, `${note}-more`), { ids: note });
    process.stdout.write(`${JSON.stringify({ accepted: note })}\n`);
    await sleep(5);
  }
}

process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
await Promise.all([decideForEver(), decideForEver(), decideForEver(), decideForEver()]);
