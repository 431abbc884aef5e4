import { type Event, stateEvent, topicOf } from '@hormesis/events';
import type { EventRecord } from '@hormesis/log';
import fc from 'fast-check';
import { anyStatement } from './any-statement.js';
import { at } from './given-events.js';
import { ana, guardian, shipper } from './stories.js';

export const partitions = 3;

/** Happened in the course of a few seconds, recorded before, at once, or much later. */
const anyEvent = fc
  .record({
    statement: anyStatement,
    source: fc.constantFrom('/hormesis/test', '/hormesis/test', '/vendor'),
    second: fc.nat(6),
    late: fc.option(fc.constantFrom(-1, 0, 1, 3, 9), { nil: undefined }),
    actor: fc.constantFrom(undefined, ana, shipper, guardian),
  })
  .map(({ statement, source, second, late, actor }) => {
    const recordedTime = late === undefined ? undefined : at(second + late);
    const { recordedTime: _none, ...event } = stateEvent(statement, {
      id: 'later',
      source,
      time: at(second),
      ...(actor && { actor }),
    });
    return { ...event, ...(recordedTime !== undefined && { recordedTime }) } as Event;
  });

/** Records in the order in which they are written: of several partitions, some events resent. */
export function anyHistory(options: { minLength: number; maxLength: number }): fc.Arbitrary<EventRecord[]> {
  const written = fc.record({
    event: anyEvent,
    partition: fc.nat(partitions - 1),
    resends: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(99) }),
  });
  return fc.array(written, options).map((all) => {
    const records: EventRecord[] = [];
    const proposed = new Set<string>();
    const heads = new Map<string, number>();
    for (const [n, { event, partition, resends }] of all.entries()) {
      const earlier = resends === null ? undefined : records[resends % Math.max(1, records.length)];
      const own = { ...event, id: `e${n}` };
      if (!earlier && own.name === 'proposal.proposed') {
        // Whoever decides proposals makes each but once.
        if (proposed.has(own.subject)) continue;
        proposed.add(own.subject);
      }
      const place = earlier?.position ?? { topic: topicOf(own), partition };
      const head = `${place.topic}/${place.partition}`;
      const offset = heads.get(head) ?? 0;
      heads.set(head, offset + 1);
      const position = { topic: place.topic, partition: place.partition, offset };
      records.push({ position, key: '', event: earlier?.event ?? own });
    }
    return records;
  });
}
