import { type EventLog, type EventRecord, isReadable, type LogRecord } from '@hormesis/log';

/** All records of a topic from 0 on, partition after partition. */
export async function readAll(log: EventLog, topic: string, limit = 1_000): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for (const { partition, offset: head } of await log.heads(topic)) {
    for (let offset = 0; offset < head; ) {
      const batch = await log.read({ topic, partition, offset }, limit);
      records.push(...batch.records);
      if (batch.nextOffset <= offset)
        throw new Error(`No progress in ${topic}/${partition} at ${offset} of ${head}.`);
      offset = batch.nextOffset;
    }
  }
  return records;
}

/** All events of a topic. */
export async function readEvents(log: EventLog, topic: string): Promise<EventRecord[]> {
  return (await readAll(log, topic)).filter(isReadable);
}
