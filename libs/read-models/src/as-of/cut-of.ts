import type { AsOfQuery } from '@hormesis/api';
import { isInstant } from '@hormesis/events';
import type { EventLog } from '@hormesis/log';
import type { Cut } from './cut.js';
import { InvalidAsOf } from './invalid-as-of.js';
import { placesIn, recordedAt } from './places.js';

/**
 * What a query asks to be answered as of; `undefined` if it asks for the present.
 * @throws {InvalidAsOf} for an instant that is none or lies ahead, and a position that is none, is not on the log, or
 * not yet.
 */
export async function cutOf(
  log: EventLog,
  { at, known, position }: AsOfQuery,
  now: Date = new Date(),
): Promise<Cut | undefined> {
  if (known !== undefined && position !== undefined) {
    const reason = 'Each of `known` and `position` says what had been recorded. Give one of them.';
    throw new InvalidAsOf('position', reason);
  }
  if (at === undefined && known === undefined && position === undefined) return undefined;
  const happened = at === undefined ? {} : { at: instantOf('at', at, now) };
  if (known !== undefined) return { ...happened, known: instantOf('known', known, now) };
  if (position === undefined) return happened;
  const places = await placesIn(log, position);
  return { ...happened, places, known: await recordedAt(log, places) };
}

/** Postgres reads no year before it that is written so. */
const yearOne = new Date('0001-01-01T00:00:00Z');

function instantOf(field: 'at' | 'known', text: string, now: Date): string {
  if (!isInstant(text)) {
    const hint = 'Write it like 2026-11-23T09:00:00Z; a `+` in an address is written %2B.';
    throw new InvalidAsOf(field, `"${text}" is no instant with a time zone. ${hint}`);
  }
  // Read models keep milliseconds, so what is below them makes no difference.
  const time = new Date(text.toUpperCase());
  if (time < yearOne) throw new InvalidAsOf(field, `${text} lies before the year 1.`);
  if (time > now) {
    throw new InvalidAsOf(field, `${text} lies in the future: here it is ${now.toISOString()}.`);
  }
  return time.toISOString();
}
