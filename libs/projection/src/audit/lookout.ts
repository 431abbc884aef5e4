import type { Position } from '@hormesis/log';
import { nameOf } from '../runner/count-taken.js';
import type { Keeper } from '../store/checkpoint.js';
import type { NewFinding } from './finding.js';
import { ofLog } from './findings-of.js';
import type { Sighting } from './sighting.js';

/** A place at which something was first seen, milliseconds since 1970. */
type Seen = { at: number; since: number; looks: number };

/**
 * Looks for what does not show in tallies: a checkpoint beyond the end of the log, one that stands still, a partition
 * that nobody keeps, a log that has become shorter. Each must hold for a while before it counts.
 */
export class Lookout {
  private seen = new Map<string, Seen>();

  /** `graceMs`: how long something may stand still. */
  constructor(private readonly graceMs: number) {}

  /**
   * What holds now. `sightings` must be from before `heads`; `fronts`: how far the audit itself has read each partition.
   */
  look(sightings: readonly Sighting[], heads: readonly Position[], fronts: readonly Position[], now: number) {
    const headOf = new Map(heads.map((head) => [placeOf(head), head.offset]));
    const found: NewFinding[] = [];
    const seen = new Map<string, Seen>();
    const lasting = (name: string, at: number): Seen => {
      const known = this.seen.get(name);
      const next = known?.at === at ? { ...known, looks: known.looks + 1 } : { at, since: now, looks: 1 };
      seen.set(name, next);
      return next;
    };
    for (const sighting of sightings) {
      const head = headOf.get(placeOf(sighting));
      const name = `${nameOf(sighting.keeper)} ${placeOf(sighting)}`;
      if (head === undefined) continue;
      if (sighting.at > head) {
        if (lasting(`beyond ${name}`, sighting.at).looks > 1) found.push(beyondHead(sighting, head));
      } else if (sighting.isCurrent && sighting.at < head) {
        const { since } = lasting(`still ${name}`, sighting.at);
        if (now - since > this.graceMs) found.push(standsStill(sighting, head, now - since));
      }
    }
    for (const { keeper, head } of unkept(sightings, heads)) {
      const { since } = lasting(`unkept ${nameOf(keeper)} ${placeOf(head)}`, 0);
      if (now - since > this.graceMs) found.push(noCheckpoint(keeper, head));
    }
    for (const front of fronts) {
      const head = headOf.get(placeOf(front));
      if (head === undefined || front.offset <= head) continue;
      if (lasting(`shrunk ${placeOf(front)}`, front.offset).looks > 1) found.push(logShrunk(front, head));
    }
    this.seen = seen;
    return found;
  }
}

/** Partitions with records of topics that a keeper reads, on which it has no checkpoint. */
function unkept(
  sightings: readonly Sighting[],
  heads: readonly Position[],
): { keeper: Keeper; head: Position }[] {
  const current = sightings.filter(({ isCurrent }) => isCurrent);
  const kept = new Set(current.map((sighting) => `${nameOf(sighting.keeper)} ${placeOf(sighting)}`));
  const readers = new Map(
    current.map(({ keeper, topic }) => [`${nameOf(keeper)} ${topic}`, { keeper, topic }]),
  );
  return [...readers.values()].flatMap(({ keeper, topic }) =>
    heads
      .filter((head) => head.topic === topic && head.offset > 0)
      .filter((head) => !kept.has(`${nameOf(keeper)} ${placeOf(head)}`))
      .map((head) => ({ keeper, head })),
  );
}

function beyondHead({ keeper, topic, partition, at }: Sighting, head: number): NewFinding {
  return {
    kind: 'beyond-head',
    keeper,
    topic,
    partition,
    from: head,
    to: at,
    isExact: true,
    expected: 0,
    actual: at - head,
    detail:
      'The log ends before the place to which this has come: the log was restored from an older backup, or made anew. What is appended there now will be passed by.',
  };
}

function standsStill(
  { keeper, topic, partition, at, trouble }: Sighting,
  head: number,
  forMs: number,
): NewFinding {
  const seconds = Math.round(forMs / 1_000);
  return {
    kind: 'stands-still',
    keeper,
    topic,
    partition,
    from: at,
    to: head,
    isExact: false,
    expected: head - at,
    actual: 0,
    detail: trouble
      ? `It has not moved for ${seconds} s, though there is more on the log. It waits: ${trouble}`
      : `It has not moved for ${seconds} s, though there is more on the log, and tells of no trouble: does the process run that keeps it?`,
  };
}

function noCheckpoint(keeper: Keeper, { topic, partition, offset }: Position): NewFinding {
  return {
    kind: 'no-checkpoint',
    keeper,
    topic,
    partition,
    from: 0,
    to: offset,
    isExact: false,
    expected: offset,
    actual: 0,
    detail: 'It reads this topic, but has no place on this partition: nobody takes it in.',
  };
}

function logShrunk(front: Position, head: number): NewFinding {
  return ofLog(
    'log-shrunk',
    front,
    { from: head, to: front.offset },
    {
      isExact: true,
      expected: front.offset - head,
      actual: 0,
      detail:
        'The log held these records and ends before them now: it was restored from an older backup, or made anew.',
    },
  );
}

function placeOf({ topic, partition }: { topic: string; partition: number }): string {
  return `${topic}/${partition}`;
}
