import { decodeEvent, encodeEvent, isOurs, topicOf } from '@hormesis/events';
import { describe, expect, it } from 'vitest';
import { firstEvents } from '../src/traffic/traffic.js';

const count = 20_000;
const events = [...firstEvents(count)];
const keyOf = ({ source, id }: { source: string; id: string }) => `${source}\n${id}`;

describe('the traffic of a fleet', () => {
  it('is the same for a seed, and another for another', () => {
    expect([...firstEvents(count)]).toEqual(events);
    expect([...firstEvents(50, { seed: 2 })]).not.toEqual(events.slice(0, 50));
  });

  it('begins the same however long it is', () => {
    expect([...firstEvents(500)]).toEqual(events.slice(0, 500));
  });

  it('is what a reader of the wire would read', () => {
    for (const event of events.slice(0, 5_000)) {
      const read = decodeEvent(JSON.parse(JSON.stringify(encodeEvent(event))));
      expect(read).toEqual(JSON.parse(JSON.stringify(event)));
    }
  });

  it('sends one event in a hundred twice, word for word, within 4,096', () => {
    const seen = new Map<string, number>();
    const distances: number[] = [];
    for (const [at, event] of events.entries()) {
      const before = seen.get(keyOf(event));
      if (before !== undefined) {
        expect(event).toEqual(events[before]);
        distances.push(at - before);
      }
      seen.set(keyOf(event), at);
    }
    expect(distances.length / count).toBeCloseTo(0.01, 2);
    expect(Math.max(...distances)).toBeLessThan(4_096);
  });

  it('has about a kilobyte an event, and all the topics of a story', () => {
    const bytes = events.reduce((sum, event) => sum + JSON.stringify(encodeEvent(event)).length, 0);
    expect(bytes / count).toBeGreaterThan(900);
    expect(bytes / count).toBeLessThan(1_200);
    const topics = new Set(events.map(topicOf));
    expect([...topics].sort()).toEqual(['hormesis.changes', 'hormesis.incidents', 'hormesis.learning']);
  });

  it('tells of one incident under its id, each event caused by one that was told before', () => {
    const detected = events.find(({ name }) => name === 'incident.detected');
    const story = events.filter(({ correlationId }) => correlationId === detected?.subject);
    expect(story.map(({ name }) => name)).toContain('proposal.proposed');
    expect(story.every(isOurs)).toBe(true);
    const ids = new Set(events.map(({ id }) => id));
    expect(story.filter(({ causationId }) => !ids.has(causationId ?? ''))).toEqual([]);
  });

  it('comes late at times: not in the order in which things happened', () => {
    const late = events.filter(({ time, recordedTime }) => {
      return Date.parse(recordedTime ?? time) - Date.parse(time) > 30_000;
    });
    expect(late.length / count).toBeGreaterThan(0.01);
    expect(late.length / count).toBeLessThan(0.05);
  });
});
