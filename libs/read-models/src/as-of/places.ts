import {
  allTopics,
  type EventLog,
  formatPosition,
  isReadable,
  type Position,
  parsePosition,
} from '@hormesis/log';
import { InvalidAsOf } from './invalid-as-of.js';

/** The positions in a text, each on the log now. @throws {InvalidAsOf} */
export async function placesIn(log: EventLog, text: string): Promise<Position[]> {
  const places = text.split(',').map((part) => placeOf(part.trim()));
  const partitions = new Set(places.map(({ topic, partition }) => `${topic}/${partition}`));
  if (partitions.size < places.length) throw refused('One partition is named twice. Name each once.');
  for (const place of places) await assertWritten(log, place);
  return places;
}

/** When the newest of these records was recorded. @throws {InvalidAsOf} if none of them says. */
export async function recordedAt(log: EventLog, places: readonly Position[]): Promise<string> {
  const times: number[] = [];
  for (const place of places) {
    const { records } = await log.read(place, 1);
    const [record] = records;
    if (record?.position.offset !== place.offset) {
      throw refused(`There is no record at ${formatPosition(place)}, or no longer: old records are trimmed.`);
    }
    if (isReadable(record)) times.push(Date.parse(record.event.recordedTime ?? record.event.time));
  }
  if (times.length > 0) return new Date(Math.max(...times)).toISOString();
  const all = places.map(formatPosition).join(', ');
  throw refused(`What stands at ${all} is no event that can be read. Name the record before it.`);
}

function placeOf(text: string): Position {
  const place = parsePosition(text);
  if (!place || !Number.isSafeInteger(place.offset)) {
    throw refused(`"${text}" is no position. Write it like hormesis.changes/3@48213.`);
  }
  return place;
}

async function assertWritten(log: EventLog, { topic, partition, offset }: Position): Promise<void> {
  if (!(allTopics as readonly string[]).includes(topic)) {
    throw refused(`There is no topic ${topic}. There are: ${allTopics.join(', ')}.`);
  }
  const heads = await log.heads(topic);
  const head = heads.find((one) => one.partition === partition);
  if (!head) throw refused(`${topic} has no partition ${partition}; it has 0 to ${heads.length - 1}.`);
  if (offset < head.offset) return;
  const last = head.offset === 0 ? 'it is empty' : `its last record is ${head.offset - 1}`;
  throw refused(`${topic}/${partition}@${offset} is not on the log yet: ${last}.`);
}

function refused(reason: string): InvalidAsOf {
  return new InvalidAsOf('position', reason);
}
