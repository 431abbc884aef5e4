import { topics } from '@hormesis/log';
import type { Cut } from './cut.js';

/** The condition that a row `c` of `read.change` is within the cut. Its values are added to `params`. */
export function changeWithin({ places, ...cut }: Cut, params: unknown[]): string {
  const ofChanges = places
    ?.filter(({ topic }) => topic === topics.changes)
    .map(({ partition, offset }) => ({ offset, isThere: `c.partition = $${params.push(partition)}` }));
  return within({ at: 'c.at', recorded: 'c.recorded_at', offset: 'c."offset"' }, cut, ofChanges, params);
}

/** The condition that a row `c` of `read.timeline_event` is within the cut. */
export function eventWithin({ places, ...cut }: Cut, params: unknown[]): string {
  const named = places?.map(({ topic, partition, offset }) => ({
    offset,
    isThere: `(c.topic = $${params.push(topic)} AND c.partition = $${params.push(partition)})`,
  }));
  const recorded = 'coalesce(c.recorded_time, c.time)';
  return within({ at: 'c.time', recorded, offset: 'c."offset"' }, cut, named, params);
}

type Columns = { at: string; recorded: string; offset: string };

function within(
  columns: Columns,
  { at, known }: Omit<Cut, 'places'>,
  places: readonly { offset: number; isThere: string }[] = [],
  params: unknown[],
): string {
  const conditions: string[] = [];
  if (at !== undefined) conditions.push(`${columns.at} <= $${params.push(at)}::timestamptz`);
  if (known !== undefined) {
    const recorded = `${columns.recorded} <= $${params.push(known)}::timestamptz`;
    const named = places.map(
      ({ offset, isThere }) => `WHEN ${isThere} THEN ${columns.offset} <= $${params.push(offset)}`,
    );
    conditions.push(named.length === 0 ? recorded : `CASE ${named.join(' ')} ELSE ${recorded} END`);
  }
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}
