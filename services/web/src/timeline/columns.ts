import { type TimelineEntry, timelineEntry } from '@hormesis/api';

export const kinds = timelineEntry.shape.kind.options;
export type Kind = TimelineEntry['kind'];
export type Outcome = TimelineEntry['outcome'];

/** In order of attention: where several entries share a place, the last of these outcomes is shown. */
export const outcomes = ['neutral', 'good', 'bad'] as const satisfies readonly Outcome[];

/** A timeline as columns, ascending by time: what is drawn and searched, however many entries there are. */
export type Columns = {
  entries: readonly TimelineEntry[];
  lanes: readonly string[];
  times: Float64Array;
  lane: Uint16Array;
  kind: Uint8Array;
  outcome: Uint8Array;
  /** Where the entry of an event id stands. */
  indexOf: ReadonlyMap<string, number>;
};

/** Lanes are in the order of their first entry, those in `first` before all others and `other` last. */
export function toColumns(unordered: readonly TimelineEntry[], first: readonly string[] = []): Columns {
  const keyed = unordered.map((entry) => ({ entry, time: Date.parse(entry.time) }));
  keyed.sort((a, b) => a.time - b.time || comparePositions(a.entry.position, b.entry.position));
  const entries = keyed.map(({ entry }) => entry);
  const lanes = laneOrder(entries, first);
  const laneIndex = new Map(lanes.map((name, index) => [name, index]));
  return {
    entries,
    lanes,
    times: Float64Array.from(keyed, ({ time }) => time),
    lane: Uint16Array.from(entries, (entry) => laneIndex.get(entry.lane) ?? 0),
    kind: Uint8Array.from(entries, (entry) => kinds.indexOf(entry.kind)),
    outcome: Uint8Array.from(entries, (entry) => outcomes.indexOf(entry.outcome)),
    indexOf: new Map(entries.map((entry, index) => [entry.eventId, index])),
  };
}

function laneOrder(entries: readonly TimelineEntry[], first: readonly string[]): string[] {
  const present = new Set(entries.map((entry) => entry.lane));
  const front = first.filter((name) => present.has(name));
  const rest = [...present].filter((name) => !front.includes(name) && name !== 'other');
  return [...front, ...rest, ...(present.has('other') && !front.includes('other') ? ['other'] : [])];
}

/** Positions of one time are compared by the number they end in, else as text. */
function comparePositions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
