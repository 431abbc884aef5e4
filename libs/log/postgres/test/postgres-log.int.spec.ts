import { randomUUID } from 'node:crypto';
import { Database } from '@hormesis/database';
import { describeEventLog } from '@hormesis/log-contract';
import { startTestDatabase } from '@hormesis/testing';
import { PostgresLog } from '../src/index.js';

describeEventLog('PostgresLog', async () => {
  const { database, url, drop } = await startTestDatabase({ maxConnections: 5 });
  const log = await PostgresLog.open(database);
  const others: Database[] = [];
  return {
    log,
    another: async () => {
      const other = new Database(url, { maxConnections: 5 });
      others.push(other);
      return PostgresLog.open(other);
    },
    newTopic: async () => {
      const topic = `hormesis.${randomUUID()}`;
      await log.heads(topic);
      return topic;
    },
    putRaw: async (topic, partition, value) => {
      await database.query(
        `with bumped as (update log.partition set next_offset = next_offset + 1
           where topic = $1 and partition = $2 returning next_offset - 1 as "offset")
         insert into log.record (topic, partition, "offset", key, event) select $1, $2, "offset", 'raw', $3 from bumped`,
        [topic, partition, Buffer.from(value).toString('utf8')],
      );
    },
    trim: async ({ topic, partition, offset }) => {
      await database.query(
        `update log.record set appended_at = '2020-01-01' where topic = $1 and partition = $2 and "offset" < $3`,
        [topic, partition, offset],
      );
      await log.trim(topic, new Date('2020-01-02'));
    },
    inChildProcess: { module: new URL('open-log.mjs', import.meta.url).href, settings: { url } },
    close: async () => {
      await log.close();
      for (const other of others) await other.close();
      await drop();
    },
  };
});
